import { cp, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { TicketreeError } from '../../src/domain/errors.js';
import type { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import { emptyProject, leftovers, openWorkspace, storePath, tempFolder } from '../harness/tempStore.js';
import { movingCalls, onFaultyDisk, removingCalls, writingCalls, type Fault } from './support/faultyDisk.js';

// Only so can each call of an operation be the one that fails, on any machine and for any user.
vi.mock('node:fs', async (original) => (await import('./support/faultyDisk.js')).faulty(await original<object>()));
vi.mock('node:fs/promises', async (original) =>
  (await import('./support/faultyDisk.js')).faulty(await original<object>()),
);

interface Sample {
  readonly project: string;
  readonly workspace: TicketWorkspace;
  readonly ids: readonly string[];
}

/** A project with three tickets, in which something has been deleted and fetched back. */
async function makeModel(): Promise<string> {
  const project = await emptyProject();
  const { tickets, writer, history } = await openWorkspace(project);
  const made = [];
  for (const title of ['one', 'two', 'three']) made.push(await tickets.create({ title }));
  await writer.delete(made.slice(1).map(({ id }) => id));
  await history.undo();
  return project;
}

async function copyOf(model: string): Promise<Sample> {
  const project = await tempFolder();
  await cp(model, project, { recursive: true });
  const workspace = await openWorkspace(project);
  return { project, workspace, ids: workspace.store.tickets.map(({ id }) => id) };
}

type Act = (sample: Sample) => Promise<unknown>;

type Operation = readonly [name: string, act: Act];

const editOne: Operation = [
  'an edit of one ticket',
  ({ workspace, ids: [id = ''] }) => workspace.tickets.edit(id, { title: 'Other' }),
];
const editAll: Operation = [
  'an edit of several tickets',
  ({ workspace }) =>
    workspace.bulk.run('', { kind: 'update', edit: { title: 'Other' } }, { dryRun: false, keepGoing: false }),
];
const create: Operation = [
  'a new ticket',
  ({ workspace }) => workspace.tickets.create({ title: 'Four', description: 'x'.repeat(9000) }),
];
const deleteOne: Operation = [
  'a deletion of one ticket',
  ({ workspace, ids }) => workspace.writer.delete(ids.slice(2)),
];
const deleteAll: Operation = ['a deletion of several tickets', ({ workspace, ids }) => workspace.writer.delete(ids)];
const editFirst: Operation = [
  'the first edit of a clone',
  async ({ project, workspace, ids: [id = ''] }) => {
    await rm(storePath(project, 'local'), { recursive: true, force: true });
    await workspace.tickets.edit(id, { title: 'Other' });
  },
];
const operations = [editOne, editAll, create, deleteOne, deleteAll, editFirst];

/** What lies in the tickets folder, by name. */
async function ticketFiles({ project }: Sample): Promise<Map<string, string>> {
  const folder = storePath(project, 'tickets');
  const names = (await readdir(folder)).sort();
  const texts = names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const);
  return new Map(await Promise.all(texts));
}

async function unfinished({ project }: Sample): Promise<string[]> {
  return readdir(storePath(project, 'local', 'operations')).catch(() => []);
}

/** Lets each call of an operation fail in its turn. @returns what the operation threw each time that one did */
async function failEach(
  act: Act,
  fault: Omit<Fault, 'after'>,
  check: (sample: Sample, before: Map<string, string>, error: unknown) => Promise<void>,
): Promise<unknown[]> {
  const errors: unknown[] = [];
  const model = await makeModel();
  for (let after = 0; ; after++) {
    const made = await copyOf(model);
    const before = await ticketFiles(made);
    const { failed, error } = await onFaultyDisk({ ...fault, after }, () => act(made));
    if (failed === 0) return errors;
    errors.push(error);
    await check(made, before, error);
    await made.workspace.store.refresh();
    expect(made.workspace.store.broken).toEqual([]);
    expect(await leftovers(made.project)).toEqual([]);
    expect(await unfinished(made)).toEqual([]);
  }
}

describe('on a disk that is full from some moment on', () => {
  it.each(operations)('%s changes all or nothing, and can be done again', async (_what, act) => {
    const errors = await failEach(act, { calls: writingCalls, code: 'ENOSPC' }, async (made, before, error) => {
      const after = await ticketFiles(made);
      if (error === null) {
        expect(after).not.toEqual(before);
        return;
      }
      expect(error).toMatchObject({ code: 'disk_full' });
      expect((error as { hint: string }).hint).toMatch(/^Nothing was changed\. Free some space/);
      expect(after).toEqual(before);
      await act(made);
      expect(await ticketFiles(made)).not.toEqual(before);
    });
    // Without room for the lock or for the ticket nothing is done; without room for the journal all is done all the same.
    expect(errors.filter((error) => error !== null).length).toBeGreaterThanOrEqual(2);
    expect(errors.at(-1)).toBeNull();
  });

  it('what belongs to the clone is ignored by git, or is not there', async () => {
    await failEach(editFirst[1], { calls: writingCalls, code: 'ENOSPC', times: 1 }, async ({ project }) => {
      const text = await readFile(storePath(project, 'local', '.gitignore'), 'utf8').catch(() => null);
      expect([null, '*\n']).toContain(text);
    });
  });
});

describe('on a disk that refuses one call', () => {
  const refused = { code: 'EPERM', times: 1 };

  it.each(operations)('%s changes all or nothing where a file cannot be put in its place', async (_what, act) => {
    await failEach(act, { ...refused, calls: movingCalls }, async (made, before, error) => {
      if (error === null) return;
      expect(error).toMatchObject({ code: 'not_writable' });
      expect(await ticketFiles(made)).toEqual(before);
    });
  });

  it.each([deleteOne, deleteAll])('%s changes all or nothing where a file cannot be taken away', async (_what, act) => {
    const fault = { ...refused, calls: removingCalls, paths: /tickets\/[^.][^/]*\.yaml$/ };
    const errors = await failEach(act, fault, async (made, before, error) => {
      expect(error).toMatchObject({ code: 'not_writable' });
      expect(await ticketFiles(made)).toEqual(before);
      expect(await readdir(storePath(made.project, 'local', 'trash'))).toEqual([]);
    });
    expect(errors.length).toBeGreaterThan(0);
  });
});

describe('on a disk that refuses everything from some moment on', () => {
  const refused = { code: 'EROFS', calls: [...writingCalls, ...movingCalls, ...removingCalls] };

  it.each([editAll, deleteAll])('%s is done, or not done, or finished later: as it says', async (_what, act) => {
    const said = new Set<string>();
    const model = await makeModel();
    for (let after = 0, failed = 1; failed > 0; after++) {
      const made = await copyOf(model);
      const before = await ticketFiles(made);
      const result = await onFaultyDisk({ ...refused, after }, () => act(made));
      ({ failed } = result);
      await made.workspace.store.recover();
      const now = await ticketFiles(made);
      const changed = [...before].filter(([name, text]) => now.get(name) !== text).length;
      const hint = TicketreeError.is(result.error, 'not_writable') ? result.error.hint : String(result.error);
      const word = hint.slice(0, hint.search(/[. ]|$/));
      said.add(word);
      expect({ word, changed }).toEqual({ word, changed: word === 'Nothing' ? 0 : before.size });
    }
    expect([...said].sort()).toEqual(['Nothing', 'The', 'null']);
  });
});
