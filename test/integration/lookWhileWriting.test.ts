import { afterEach, describe, expect, it, vi } from 'vitest';
import { readFile, writeFile } from 'node:fs/promises';
import type * as atomicFile from '../../src/store/atomicFile.js';
import type * as ticketFile from '../../src/store/ticketFile.js';
import { emptyProject, openWorkspace, ticketPath } from '../harness/tempStore.js';
import { Recorder } from './support/recorder.js';

/** What happens when a file has been renamed into place, before its writer goes on. */
const afterWrite = vi.hoisted(() => ({ run: (): Promise<void> => Promise.resolve() }));

vi.mock('../../src/store/atomicFile.js', async (importActual) => {
  const actual = await importActual<typeof atomicFile>();
  return {
    ...actual,
    writeFileAtomic: async (...args: Parameters<typeof actual.writeFileAtomic>) => {
      await actual.writeFileAtomic(...args);
      await afterWrite.run();
    },
    syncFolder: async (folder: string) => {
      await actual.syncFolder(folder);
      if (folder.endsWith('tickets')) await afterWrite.run();
    },
  };
});

/** What happens when a file has been read for a write or after it, before the reader goes on. */
const afterRead = vi.hoisted((): { run: (path: string) => Promise<void> } => ({ run: () => Promise.resolve() }));

vi.mock('../../src/store/ticketFile.js', async (importActual) => {
  const actual = await importActual<typeof ticketFile>();
  return {
    ...actual,
    readTicketFile: async (...args: Parameters<typeof actual.readTicketFile>) => {
      const read = await actual.readTicketFile(...args);
      await afterRead.run(args[0]);
      return read;
    },
  };
});

afterEach(() => {
  afterWrite.run = () => Promise.resolve();
  afterRead.run = () => Promise.resolve();
});

// The watcher answers within milliseconds; a slow disk syncs the folder for longer than that.
describe('a look at the disk in the middle of an own write', () => {
  it('does not take the change for that of somebody else', async () => {
    const { store, tickets } = await openWorkspace(await emptyProject());
    const told = new Recorder(store);
    afterWrite.run = () => store.refresh();
    const { id } = await tickets.create({ title: 'Made' });
    await tickets.edit(id, { title: 'Changed' });
    await tickets.setActive(id);
    await tickets.setActive(null);
    expect(told.lines).toEqual([`self created Made`, 'self updated Changed', `self active ${id}`, 'self active ']);
  });

  it('hears of others at once, and of the own change only from its writer', async () => {
    const project = await emptyProject();
    const { store, tickets } = await openWorkspace(project);
    const [mine, theirs] = [await tickets.create({ title: 'Mine' }), await tickets.create({ title: 'Theirs' })];
    const text = await readFile(ticketPath(project, theirs.id), 'utf8');
    const told = new Recorder(store);
    afterWrite.run = async () => {
      await writeFile(ticketPath(project, theirs.id), text.replace('title: Theirs', 'title: Theirs too'));
      await store.refresh();
    };
    await tickets.edit(mine.id, { title: 'Mine too' });
    expect(told.lines).toEqual(['disk updated Theirs too', 'self updated Mine too']);
  });

  it('does not miss what somebody else writes while the last of several files is read', async () => {
    const project = await emptyProject();
    const { store, tickets, writer } = await openWorkspace(project);
    const [one, two] = [await tickets.create({ title: 'One' }), await tickets.create({ title: 'Two' })];
    const told = new Recorder(store);
    const isRead = new Set<string>();
    afterWrite.run = () => {
      afterRead.run = async (path) => {
        isRead.add(path);
        if (isRead.size < 2) return;
        const file = ticketPath(project, one.id);
        await writeFile(file, (await readFile(file, 'utf8')).replace('title: One', 'title: Theirs'));
        await store.refresh();
      };
      return Promise.resolve();
    };
    await writer.changeAll([one.id, two.id], 'edit', (ticket) => ({ ...ticket, priority: 'high' }));
    await told.until('disk updated Theirs');
    expect(store.get(one.id)).toMatchObject({ title: 'Theirs', priority: 'high' });
  });

  it('gives the old text back after a write that failed', async () => {
    const project = await emptyProject();
    const { store, tickets } = await openWorkspace(project);
    const { id } = await tickets.create({ title: 'Mine' });
    afterWrite.run = () => {
      afterWrite.run = () => Promise.resolve();
      return Promise.reject(new Error('the folder cannot be synced'));
    };
    await expect(tickets.edit(id, { title: 'Not durable' })).rejects.toThrow('synced');
    await store.refresh();
    expect(store.get(id)?.title).toBe('Mine');
    expect(await readFile(ticketPath(project, id), 'utf8')).toContain('title: Mine\n');
  });
});
