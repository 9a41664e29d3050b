import { closeSync, ftruncateSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import type { Ticket } from '../../src/domain/ticket.js';
import type * as atomicFile from '../../src/store/atomicFile.js';
import { leftovers, openWorkspace, emptyProject, ticketPath } from '../harness/tempStore.js';

/** What others do while a file is replaced, each once. */
const meanwhile = vi.hoisted(() => ({
  /** Between the last look at a file and its replacement. */
  beforeRename: [] as (() => void)[],
  afterRename: [] as (() => void)[],
  /** When all files are replaced. */
  atSync: [] as (() => void)[],
}));

vi.mock('../../src/store/atomicFile.js', async (importActual) => {
  const actual = await importActual<typeof atomicFile>();
  return {
    ...actual,
    prepareFile: async (...args: Parameters<typeof actual.prepareFile>) => {
      const prepared = await actual.prepareFile(...args);
      const commit = (): void => {
        meanwhile.beforeRename.shift()?.();
        prepared.commit();
        meanwhile.afterRename.shift()?.();
      };
      return { ...prepared, commit };
    },
    syncFolder: async (folder: string) => {
      await actual.syncFolder(folder);
      meanwhile.atSync.shift()?.();
    },
  };
});

afterEach(() => {
  for (const list of Object.values(meanwhile)) list.length = 0;
});

/** A store with one ticket. */
async function scene(): Promise<{ project: string; workspace: TicketWorkspace; id: string; path: string }> {
  const project = await emptyProject();
  const workspace = await openWorkspace(project);
  const { id } = await workspace.tickets.create({ title: 'First' });
  return { project, workspace, id, path: ticketPath(project, id) };
}

/** What somebody who read the file just now writes to it. */
function withTag(path: string, tag: string): string {
  const text = readFileSync(path, 'utf8');
  return text.replace(/^tags:(?: \[\])?$/m, `tags:\n- ${tag}`);
}

function write(path: string, tag: string): void {
  writeFileSync(path, withTag(path, tag));
}

/** What the disk holds, which must be what the store tells of. */
async function settled({ store }: TicketWorkspace, id: string): Promise<Ticket> {
  const ticket = await store.read(id);
  expect(store.get(id)).toEqual(ticket);
  return ticket;
}

// Who keeps no locks may write at any moment. These moments are too short to be met by chance in a test.
describe('an edit loses nothing of one who keeps no locks and writes', () => {
  it('after the last look at the file', async () => {
    const { project, workspace, id, path } = await scene();
    meanwhile.beforeRename.push(() => {
      write(path, 'theirs');
    });
    await workspace.tickets.edit(id, { title: 'Ours' });
    expect(await settled(workspace, id)).toMatchObject({ title: 'Ours', tags: ['theirs'] });
    expect(await leftovers(project)).toEqual([]);
  });

  it('half of it before the file is replaced and half of it after', async () => {
    const { workspace, id, path } = await scene();
    const text = withTag(path, 'theirs');
    meanwhile.beforeRename.push(() => {
      const handle = openSync(path, 'w');
      writeSync(handle, text.slice(0, 50));
      setTimeout(() => {
        writeSync(handle, text.slice(50));
        closeSync(handle);
      }, 30);
    });
    await workspace.tickets.edit(id, { title: 'Ours' });
    expect(await settled(workspace, id)).toMatchObject({ title: 'Ours', tags: ['theirs'] });
  });

  it('to the old file when it has been replaced', async () => {
    const { workspace, id, path } = await scene();
    const text = withTag(path, 'theirs');
    const handle = openSync(path, 'r+');
    meanwhile.atSync.push(() => {
      ftruncateSync(handle);
      writeSync(handle, text, 0);
      closeSync(handle);
    });
    await workspace.tickets.edit(id, { title: 'Ours' });
    expect(await settled(workspace, id)).toMatchObject({ title: 'Ours', tags: ['theirs'] });
  });

  it('again and again', async () => {
    const { workspace, id, path } = await scene();
    for (const tag of ['one', 'two', 'three']) {
      meanwhile.beforeRename.push(() => {
        write(path, tag);
      });
    }
    await workspace.tickets.edit(id, { title: 'Ours' });
    const { title, tags } = await settled(workspace, id);
    expect({ title, tags: tags.toSorted() }).toEqual({ title: 'Ours', tags: ['one', 'three', 'two'] });
  });

  it('to several files of one operation, which begins anew', async () => {
    const { project, workspace, id, path } = await scene();
    const other = await workspace.tickets.create({ title: 'Second' });
    meanwhile.afterRename.push(() => {
      write(path, 'theirs');
      write(ticketPath(project, other.id), 'theirs');
    });
    await workspace.writer.changeAll([id, other.id], 'edit', (ticket) => ({ ...ticket, priority: 'high' }));
    for (const each of [id, other.id]) {
      expect(await settled(workspace, each)).toMatchObject({ priority: 'high', tags: ['theirs'] });
    }
  });
});

describe('one who keeps no locks', () => {
  it('and dies in the middle of writing leaves what we wrote', async () => {
    const { workspace, id, path } = await scene();
    meanwhile.beforeRename.push(() => {
      writeFileSync(path, readFileSync(path, 'utf8').slice(0, 50));
    });
    await workspace.tickets.edit(id, { title: 'Ours' });
    expect(await settled(workspace, id)).toMatchObject({ title: 'Ours', tags: [] });
  });

  it('and changes the same as we is the one who came first', async () => {
    const { workspace, id, path } = await scene();
    meanwhile.beforeRename.push(() => {
      writeFileSync(path, withTag(path, 'theirs').replace('title: First', 'title: Theirs'));
    });
    await workspace.tickets.edit(id, { title: 'Ours' });
    expect(await settled(workspace, id)).toMatchObject({ title: 'Ours', tags: ['theirs'] });
  });

  it('and writes to a ticket that is being deleted brings it back', async () => {
    const { workspace, id, path } = await scene();
    const text = withTag(path, 'theirs');
    const handle = openSync(path, 'r+');
    meanwhile.atSync.push(() => {
      writeSync(handle, text, 0);
      closeSync(handle);
    });
    await workspace.writer.delete([id]);
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await settled(workspace, id)).toMatchObject({ tags: ['theirs'] });
  });
});
