// Imitates how vibe-ticket 0.4 writes a ticket: its lock is made empty and filled then, a lock that it cannot parse is an
// error at once, and the file is truncated and written in place. Better than the real one it reads under the same lock.
// Run: node vibeWriter.mjs TICKET_FILE COUNT
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, unlinkSync, writeFileSync, writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const [file, count] = process.argv.slice(2);
const lock = `${file}.lock`;

function tryLock() {
  let handle;
  try {
    handle = openSync(lock, 'wx');
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return judgeOther();
  }
  const record = { holder_id: randomUUID(), pid: process.pid, acquired_at: seconds(), operation: 'save_ticket' };
  writeSync(handle, JSON.stringify(record, null, 2));
  closeSync(handle);
  return record.holder_id;
}

/** vibe-ticket's way with a lock that is there: parse strictly, remove when older than 30 s. */
function judgeOther() {
  let text;
  try {
    text = readFileSync(lock, 'utf8');
  } catch {
    return null;
  }
  const { holder_id, pid, acquired_at } = JSON.parse(text);
  if (typeof holder_id !== 'string' || !Number.isInteger(pid) || !Number.isInteger(acquired_at)) {
    throw new Error(`not vibe-ticket's lock: ${text}`);
  }
  if (seconds() - acquired_at > 30) unlinkSync(lock);
  return null;
}

function seconds() {
  return Math.floor(Date.now() / 1000);
}

function addTask(title) {
  const time = new Date().toISOString();
  const task = `- id: ${randomUUID()}\n  title: ${title}\n  completed: false\n  created_at: ${time}\n  completed_at: null\n`;
  const text = readFileSync(file, 'utf8');
  const [head, tail] = text.split(/^metadata:/m);
  writeFileSync(file, `${head.replace('tasks: []', 'tasks:')}${task}`);
  writeFileSync(file, `metadata:${tail}`, { flag: 'a' });
}

for (let number = 0; number < Number(count); number++) {
  let holder = tryLock();
  // The real one gives up after ten attempts; here only the loss of an update counts.
  while (holder === null) {
    await delay(10);
    holder = tryLock();
  }
  addTask(`vibe-${number}`);
  if (JSON.parse(readFileSync(lock, 'utf8')).holder_id === holder) unlinkSync(lock);
}
