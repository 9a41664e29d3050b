/* global process */
// An extension that stands in a host beside ours: it answers SIGUSR2 with the size of the heap after a collection, in a
// file PID.json of the folder TICKETREE_BENCH_HEAPS.
const { renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const v8 = require('node:v8');
const vm = require('node:vm');

exports.activate = () => {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc');
  const file = path.join(process.env.TICKETREE_BENCH_HEAPS ?? '', `${process.pid}.json`);
  const write = (value) => {
    writeFileSync(`${file}.new`, JSON.stringify(value));
    renameSync(`${file}.new`, file);
  };
  let asked = 0;
  process.on('SIGUSR2', () => {
    for (let n = 0; n < 3; n++) collect();
    write({ asked: ++asked, bytes: process.memoryUsage().heapUsed });
  });
  write({ asked, bytes: 0 });
};
