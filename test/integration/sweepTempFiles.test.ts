import { spawnSync } from 'node:child_process';
import { mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempPath } from '../../src/store/atomicFile.js';
import { StoreLayout } from '../../src/store/layout.js';
import { sweepTempFiles } from '../../src/store/sweepTempFiles.js';
import { makeReadOnly } from '../harness/readOnly.js';
import { emptyProject, storePath } from '../harness/tempStore.js';

/** Id of a process that has just ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '0']).pid;
}

/** The path of a temp file that a process of this host made. */
function tempOf(file: string, pid: number): string {
  return tempPath(file).replace(`.${String(process.pid)}.`, `.${String(pid)}.`);
}

/** As it would be named on another host that shares the folder. */
function elsewhere(temp: string): string {
  return temp.replace(/[0-9a-f]{8}(?=[0-9a-f]{12}\.tmp$)/, (place) => (place === '0'.repeat(8) ? '1' : '0').repeat(8));
}

/** A lock as a process of some host holds it; without a host, as vibe-ticket writes it. */
function lockOf(pid: number, host: string | null = hostname()): string {
  const record = { holder_id: 'h', pid, acquired_at: Math.floor(Date.now() / 1000), operation: 'save_ticket' };
  return JSON.stringify(host === null ? record : { ...record, host });
}

async function writeAged(file: string, seconds: number): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, 'half');
  const time = new Date(Date.now() - seconds * 1000);
  await utimes(file, time, time);
}

async function storeWith(files: readonly (readonly [path: string, seconds: number])[], project: string) {
  for (const [file, seconds] of files) await writeAged(file, seconds);
  const layout = new StoreLayout(project);
  return {
    layout,
    left: async () => {
      const names = await readdir(layout.root, { recursive: true });
      return files.map(([file]) => path.relative(layout.root, file)).filter((name) => names.includes(name));
    },
  };
}

describe('what killed writers have left', () => {
  it('goes at once where the writer is known to be dead, wherever it lies', async () => {
    const project = await emptyProject();
    const dead = deadPid();
    const places = ['tickets/x.yaml', 'config.yaml', 'tmp/rows.json', 'local/journal.jsonl', 'local/trash/1-x.yaml'];
    const { layout, left } = await storeWith(
      places.map((place) => [tempOf(storePath(project, place), dead), 0]),
      project,
    );
    await sweepTempFiles(layout);
    expect(await left()).toEqual([]);
  });

  it('goes after an hour where another process has its id, or where it is from another host', async () => {
    const project = await emptyProject();
    const ticket = storePath(project, 'tickets', 'x.yaml');
    const old = path.join(path.dirname(ticket), '.x.yaml.4194000.0123456789ab.tmp');
    const { layout, left } = await storeWith(
      [
        [tempOf(ticket, process.pid), 3700],
        [elsewhere(tempOf(ticket, deadPid())), 3700],
        [old, 3700],
      ],
      project,
    );
    await sweepTempFiles(layout);
    expect(await left()).toEqual([]);
  });

  it('stays while its writer may live', async () => {
    const project = await emptyProject();
    const ticket = storePath(project, 'tickets', 'x.yaml');
    const { layout, left } = await storeWith(
      [
        [tempOf(ticket, process.pid), 60],
        [elsewhere(tempOf(ticket, deadPid())), 60],
      ],
      project,
    );
    await sweepTempFiles(layout);
    expect(await left()).toHaveLength(2);
  });

  it('of the breaking of a lock goes after some seconds', async () => {
    const project = await emptyProject();
    const files = [storePath(project, 'tickets', 'x.yaml.breaking.lock'), storePath(project, 'tickets.breaking.lock')];
    const { layout, left } = await storeWith(
      files.map((file) => [file, 60]),
      project,
    );
    const fresh = storePath(project, 'tickets', 'y.yaml.breaking.lock');
    await writeAged(fresh, 0);
    await sweepTempFiles(layout);
    expect(await left()).toEqual([]);
    expect(await readdir(layout.tickets)).toEqual([path.basename(fresh)]);
  });

  it('of the breaking of a lock goes at once where who broke it is dead', async () => {
    const project = await emptyProject();
    const [dead, living] = ['x', 'y'].map((name) => storePath(project, 'tickets', `${name}.yaml.breaking.lock`));
    await writeFile(dead ?? '', lockOf(deadPid()));
    await writeFile(living ?? '', lockOf(process.pid));
    await sweepTempFiles(new StoreLayout(project));
    expect(await readdir(storePath(project, 'tickets'))).toEqual(['y.yaml.breaking.lock']);
  });

  it('is locks too, where their holders are known to be dead', async () => {
    const project = await emptyProject();
    const locks = {
      'dead.yaml.lock': lockOf(deadPid()),
      'living.yaml.lock': lockOf(process.pid),
      'elsewhere.yaml.lock': lockOf(deadPid(), 'elsewhere'),
      'vibe.yaml.lock': lockOf(deadPid(), null),
      'empty.yaml.lock': '',
    };
    for (const [name, text] of Object.entries(locks)) await writeFile(storePath(project, 'tickets', name), text);
    await writeFile(storePath(project, 'config.yaml.lock'), lockOf(deadPid()));
    await sweepTempFiles(new StoreLayout(project));
    const left = Object.keys(locks).slice(1).sort();
    expect((await readdir(storePath(project, 'tickets'))).sort()).toEqual(left);
    expect(await readdir(storePath(project))).not.toContain('config.yaml.lock');
  });

  it('is not taken for what others keep there', async () => {
    const project = await emptyProject();
    const kept = ['.notes.tmp', 'x.tmp', '.x.yaml.swp', 'x.yaml', 'x.yaml.lock', `.x.${String(deadPid())}.tmp`];
    const { layout, left } = await storeWith(
      kept.map((name) => [storePath(project, 'tickets', name), 9999]),
      project,
    );
    await symlink('x.yaml', tempOf(path.join(layout.tickets, 'linked.yaml'), deadPid()));
    await sweepTempFiles(layout);
    expect(await left()).toHaveLength(kept.length);
  });

  it('is looked for among the names that are at hand', async () => {
    const project = await emptyProject();
    const temps = [1, 2].map((n) => tempOf(storePath(project, 'tickets', `${String(n)}.yaml`), deadPid()));
    const { layout, left } = await storeWith(
      temps.map((temp) => [temp, 0]),
      project,
    );
    await sweepTempFiles(
      layout,
      temps.slice(1).map((temp) => path.basename(temp)),
    );
    expect(await left()).toEqual([path.relative(layout.root, temps[0] ?? '')]);
  });

  it('stays without a word where nothing may be removed', async () => {
    const project = await emptyProject();
    const { layout, left } = await storeWith(
      [[tempOf(storePath(project, 'tickets', 'x.yaml'), deadPid()), 0]],
      project,
    );
    onTestFinished(await makeReadOnly(layout.tickets));
    await sweepTempFiles(layout);
    expect(await left()).toHaveLength(1);
    await sweepTempFiles(new StoreLayout(path.join(project, 'nowhere')));
  });
});
