import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import type { ProcessMark } from '../../src/store/lock/lockRecord.js';
import { emptyProject, leftovers, openWorkspace, storePath, ticketPath } from '../harness/tempStore.js';
import { deadProcess } from './support/processes.js';

interface Sample {
  readonly project: string;
  readonly workspace: TicketWorkspace;
  readonly ids: readonly [string, string];
}

async function sample(): Promise<Sample> {
  const project = await emptyProject();
  const workspace = await openWorkspace(project);
  const first = await workspace.tickets.create({ title: 'Old' });
  const second = await workspace.tickets.create({ title: 'Old' });
  return { project, workspace, ids: [first.id, second.id] };
}

/** What a process writes down before it gives both tickets another title. @returns its path */
async function writeIntent({ project, ids }: Sample, process: ProcessMark, at = new Date()): Promise<string> {
  const id = '11111111-1111-4111-8111-111111111111';
  const changes = [];
  for (const ticket of ids) {
    const before = await readFile(ticketPath(project, ticket), 'utf8');
    changes.push({ file: `${ticket}.yaml`, before, after: before.replace('title: Old', 'title: New') });
  }
  const entry = {
    id,
    at: at.toISOString(),
    who: 'ana',
    session: 'x',
    surface: 'cli',
    action: 'bulk update',
    records: [],
  };
  const folder = storePath(project, 'local', 'operations');
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${id}.json`);
  await writeFile(file, JSON.stringify({ process, entry, changes }));
  return file;
}

async function titles({ workspace, ids }: Sample): Promise<string[]> {
  return Promise.all(ids.map(async (id) => (await workspace.store.read(id)).title));
}

async function unfinished({ project }: Sample): Promise<string[]> {
  return readdir(storePath(project, 'local', 'operations'));
}

describe('an operation that was left half done', () => {
  it('is finished before an edit of one of its tickets that was waiting for it', async () => {
    const made = await sample();
    const { project, workspace, ids } = made;
    const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    onTestFinished(() => void holder.kill('SIGKILL'));
    await once(holder, 'spawn');
    const mark = { pid: holder.pid ?? 0, host: hostname() };
    const lock = { holder_id: 'h', acquired_at: Math.floor(Date.now() / 1000), operation: 'save_ticket', ...mark };
    await writeFile(`${ticketPath(project, ids[0])}.lock`, JSON.stringify(lock));
    const watcher = watch(storePath(project, 'tickets'));
    const edit = workspace.tickets.edit(ids[0], { description: 'edited' });
    // Who waits for a lock tries again and again by a file beside it.
    await once(watcher, 'change');
    watcher.close();
    await writeIntent(made, mark);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(await edit).toMatchObject({ title: 'New', description: 'edited' });
    expect(await titles(made)).toEqual(['New', 'New']);
    expect(await unfinished(made)).toEqual([]);
    expect(await leftovers(project)).toEqual([]);
  });

  it('keeps what somebody has changed since, and is journaled once', async () => {
    const made = await sample();
    await writeIntent(made, { pid: await deadProcess(), host: hostname() });
    const file = ticketPath(made.project, made.ids[0]);
    await writeFile(file, (await readFile(file, 'utf8')).replace('title: Old', 'title: Theirs'));
    await Promise.all([made.workspace.store.recover(), (await openWorkspace(made.project)).store.recover()]);
    expect(await titles(made)).toEqual(['Theirs', 'New']);
    const told = (await made.workspace.history.entries()).filter(({ action }) => action === 'bulk update');
    expect(told).toHaveLength(1);
  });

  it.each([
    ['an hour ago and more', 61, ['New', 'New']],
    ['a while ago', 59, ['Old', 'Old']],
    ['by a clock that is far ahead', -61, ['New', 'New']],
  ])('on a host that we know nothing of, %s, is finished in time', async (_when, minutesAgo, expected) => {
    const made = await sample();
    const at = new Date(Date.now() - minutesAgo * 60_000);
    await writeIntent(made, { pid: 1, host: 'a-container-that-is-gone' }, at);
    await made.workspace.store.recover();
    expect(await titles(made)).toEqual(expected);
    expect(await unfinished(made)).toHaveLength(expected[0] === 'New' ? 0 : 1);
  });

  it('hinders nobody where it cannot be finished', async () => {
    const made = await sample();
    const [first, second] = made.ids;
    const intent = await writeIntent(made, { pid: await deadProcess(), host: hostname() });
    await rm(ticketPath(made.project, second));
    await mkdir(ticketPath(made.project, second));
    await made.workspace.tickets.edit(first, { description: 'edited' });
    expect(await unfinished(made)).toEqual([path.basename(intent)]);
  });
});
