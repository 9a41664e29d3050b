import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { root } from '../harness/paths.mjs';
import { cliEnv, type CliResult } from '../harness/cli.js';
import { emptyProject, leftovers, openWorkspace, storePath, ticketPath } from '../harness/tempStore.js';
import { cli, document, failure, listed, ticketOf } from './support/commands.js';
import { withoutChildCoverage } from './support/withoutChildCoverage.js';

withoutChildCoverage();

const timeout = 90_000;

async function titlesOfTasks(project: string, id: string): Promise<string[]> {
  return (await ticketOf(project, ['show', id])).tasks.map((task) => task.title).sort();
}

/** Runs `count` commands one after the other, as one person's shell would. */
async function addTasks(project: string, id: string, who: string, count: number): Promise<void> {
  for (let number = 0; number < count; number++) {
    await document(project, ['task', 'add', `${who}-${number}`, '--ticket', id]);
  }
}

function names(who: readonly string[], count: number): string[] {
  return who.flatMap((each) => Array.from({ length: count }, (_, number) => `${each}-${number}`)).sort();
}

describe('racing processes', () => {
  it('that each add tasks to one ticket lose none', { timeout }, async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'busy']);
    const shells = ['a', 'b', 'c', 'd', 'e', 'f'];
    await Promise.all(shells.map((who) => addTasks(project, id, who, 15)));
    expect(await titlesOfTasks(project, id)).toEqual(names(shells, 15));
    expect(await leftovers(project)).toEqual([]);
  });

  it('lose nothing beside one that keeps the rules of vibe-ticket', { timeout }, async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'shared']);
    const script = path.join(root, 'test', 'integration', 'support', 'vibeWriter.mjs');
    const writer = spawn(process.execPath, [script, ticketPath(project, id), '30'], { env: cliEnv(), stdio: 'pipe' });
    let complaints = '';
    writer.stderr.setEncoding('utf8').on('data', (chunk: string) => (complaints += chunk));
    const ended = once(writer, 'exit');
    await Promise.all([addTasks(project, id, 'a', 8), addTasks(project, id, 'b', 8)]);
    const [code] = (await ended) as [number | null];
    expect({ code, complaints }).toEqual({ code: 0, complaints: '' });
    expect(await titlesOfTasks(project, id)).toEqual([...names(['a', 'b'], 8), ...names(['vibe'], 30)].sort());
  });

  it('that create one slug in the same minute: one wins, the others are told so', { timeout }, async () => {
    const project = await emptyProject();
    // A file that seems to be in writing makes each look at the store take its time: between the check and the write.
    const halfWritten = (): Promise<void> => writeFile(storePath(project, 'tickets', 'half.yaml'), 'id: ');
    const race = (): Promise<CliResult[]> =>
      raceFor(storePath(project, 'tickets'), project, ['new', 'same', '--json'], halfWritten);
    let results = await race();
    // Should the minute change on the way, there are two winners with different slugs: then once more.
    const slugs = new Set((await listed(project)).map(({ slug }) => slug));
    if (slugs.size > 1) results = await race();
    expect(results.map(({ code }) => code).sort()).toEqual([0, 4, 4, 4]);
    const losers = results.filter(({ code }) => code === 4);
    for (const { stderr } of losers) expect(JSON.parse(stderr)).toMatchObject({ code: 'ticket_exists' });
  });

  it('that close one ticket: one does it, the others are told that it is done', { timeout }, async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'closing', '--start']);
    const results = await raceFor(ticketPath(project, id), project, ['close', id]);
    expect(results.map(({ code }) => code).sort()).toEqual([0, 4, 4, 4]);
    expect(await failure(project, ['show'])).toMatchObject({ exit: 3, code: 'no_active_ticket' });
  });
});

/** Lets four processes wait for one lock before any of them gets it, so that they do collide. */
async function raceFor(
  file: string,
  project: string,
  args: readonly string[],
  beforeStart = (): Promise<void> => Promise.resolve(),
): Promise<CliResult[]> {
  const lock = `${file}.lock`;
  const record = {
    holder_id: 'starter',
    pid: process.pid,
    acquired_at: Math.floor(Date.now() / 1000),
    operation: null,
  };
  await writeFile(lock, JSON.stringify(record));
  const waiting = new Set<string>();
  // Who waits makes a temp file for its lock again and again, with its number in the name.
  const watcher = watch(path.dirname(lock), (_event, name) => {
    const pid = name?.startsWith(`.${path.basename(lock)}.`) ? name.split('.').at(-3) : undefined;
    if (pid !== undefined) waiting.add(pid);
  });
  const results = Promise.all(Array.from({ length: 4 }, () => cli(project, args)));
  await vi.waitFor(
    () => {
      expect(waiting.size).toBe(4);
    },
    { timeout: 9000, interval: 5 },
  );
  watcher.close();
  await beforeStart();
  await rm(lock);
  return results;
}

describe('updates inside one process', () => {
  it('wait in line: none is lost, and each tells of itself', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'in-line']);
    const { store, tickets } = await openWorkspace(project);
    const told: number[] = [];
    store.onDidChange(({ entries }) => {
      for (const entry of entries) if (entry.kind === 'updated') told.push(entry.ticket.tasks.length);
    });
    await Promise.all(Array.from({ length: 40 }, (_, number) => tickets.addTask(id, `task ${number}`)));
    expect((await store.read(id)).tasks).toHaveLength(40);
    expect(told).toEqual(Array.from({ length: 40 }, (_, number) => number + 1));
  });

  it('of two windows on one store lose nothing either', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'two-windows']);
    const windows = [await openWorkspace(project), await openWorkspace(project)];
    await Promise.all(windows.flatMap(({ tickets }) => names(['x'], 10).map((title) => tickets.addTask(id, title))));
    expect((await windows[0]?.store.read(id))?.tasks).toHaveLength(20);
  });
});
