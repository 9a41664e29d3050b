import { readFile, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readCanonical } from '../../src/store/codec/canonicalTicket.js';
import { encodeTicket } from '../../src/store/codec/encodeTicket.js';
import { storePath, ticketPath } from '../harness/tempStore.js';
import { idOf, ticketWith } from '../unit/domain/tickets.js';
import {
  byId,
  load,
  loadAndSave,
  oldRealProject,
  projectWith,
  replaceKeepingTime,
  rowsPath,
  ticketNames,
  truth,
  writeOld,
} from './support/snapshots.js';

const a = ticketWith({ id: idOf(1), title: 'Aaaa' });
const b = ticketWith({ id: idOf(2), title: 'Bbbb' });

function titles(rows: readonly { title: string }[]): string[] {
  return rows.map(({ title }) => title).sort();
}

afterEach(() => {
  vi.useRealTimers();
});

describe('the rows of all tickets', () => {
  it('are those of the files, with a cache and without', async () => {
    const project = await oldRealProject();
    const expected = await truth(project);
    expect(expected).toHaveLength(66);
    for (const snapshot of [await loadAndSave(project), await loadAndSave(project)]) {
      expect(byId(snapshot.rows)).toEqual(expected);
      expect(snapshot.broken).toEqual([]);
    }
  });

  it('come from the cache where a file is still the one that was read', async () => {
    const project = await projectWith([a]);
    await loadAndSave(project);
    // Nobody can tell this from a file that was left alone, so the file cannot have been read.
    const file = ticketPath(project, a.id);
    const { mtime } = await stat(file);
    await writeFile(file, encodeTicket({ ...a, title: 'Zzzz' }));
    await utimes(file, mtime, mtime);
    expect(titles((await load(project)).rows)).toEqual(['Aaaa']);
  });

  it('know where each ticket is', async () => {
    const project = await projectWith([a]);
    await writeOld(storePath(project, 'tickets', 'odd name.yaml'), encodeTicket(b));
    for (const snapshot of [await loadAndSave(project), await loadAndSave(project)]) {
      expect(snapshot.fileNameOf(a.id)).toBe(`${a.id}.yaml`);
      expect(snapshot.fileNameOf(b.id)).toBe('odd name.yaml');
      expect(snapshot.fileNameOf(idOf(3))).toBeUndefined();
      const odd = snapshot.located.find(({ id }) => id === b.id);
      const { size, mtimeMs, ino } = await stat(storePath(project, 'tickets', 'odd name.yaml'));
      expect(odd).toMatchObject({ name: 'odd name.yaml', stamp: { size, mtimeMs, ino } });
    }
  });

  it('are none of a store without tickets, and an error without a store', async () => {
    const project = await projectWith([]);
    await rm(storePath(project, 'tickets'), { recursive: true });
    expect((await loadAndSave(project)).rows).toEqual([]);
    await rm(storePath(project), { recursive: true });
    await expect(load(project)).rejects.toMatchObject({ code: 'no_store' });
  });

  it('are found through a link in the place of the tickets folder', async () => {
    const project = await projectWith([a, b]);
    await rename(storePath(project, 'tickets'), storePath(project, 'elsewhere'));
    await symlink('elsewhere', storePath(project, 'tickets'));
    for (const snapshot of [await loadAndSave(project), await loadAndSave(project)]) {
      expect(titles(snapshot.rows)).toEqual(['Aaaa', 'Bbbb']);
    }
    expect(await stat(rowsPath(project))).toBeTruthy();
  });
});

describe('a change of a file since it was read is seen', () => {
  it('when it comes in the same tick and leaves the size the same', async () => {
    const project = await projectWith([a, b]);
    const file = ticketPath(project, a.id);
    const tick = new Date('2026-05-01T12:00:00Z');
    await utimes(file, tick, tick);
    vi.useFakeTimers({ toFake: ['Date'], now: tick.getTime() + 10 });
    await loadAndSave(project);
    await writeFile(file, encodeTicket({ ...a, title: 'Zzzz' }));
    await utimes(file, tick, tick);
    expect(titles((await load(project)).rows)).toEqual(['Bbbb', 'Zzzz']);
  });

  it('when the clock was set back, so that the file comes from the future', async () => {
    const project = await projectWith([a, b]);
    const file = ticketPath(project, a.id);
    const future = new Date(Date.now() + 86_400_000);
    await utimes(file, future, future);
    await loadAndSave(project);
    await writeFile(file, encodeTicket({ ...a, title: 'Zzzz' }));
    await utimes(file, future, future);
    expect(titles((await loadAndSave(project)).rows)).toEqual(['Bbbb', 'Zzzz']);
  });

  it('when another file of the same size and time took its place', async () => {
    const project = await projectWith([a, b]);
    await loadAndSave(project);
    await replaceKeepingTime(ticketPath(project, a.id), encodeTicket({ ...a, title: 'Zzzz' }));
    expect(titles((await load(project)).rows)).toEqual(['Bbbb', 'Zzzz']);
  });

  it('when files come, go and get other names', async () => {
    const project = await projectWith([a, b]);
    await loadAndSave(project);
    await writeOld(ticketPath(project, idOf(3)), encodeTicket(ticketWith({ id: idOf(3), title: 'Cccc' })));
    expect(titles((await loadAndSave(project)).rows)).toEqual(['Aaaa', 'Bbbb', 'Cccc']);
    await rm(ticketPath(project, a.id));
    expect(titles((await loadAndSave(project)).rows)).toEqual(['Bbbb', 'Cccc']);
    await rename(ticketPath(project, b.id), storePath(project, 'tickets', 'renamed.yaml'));
    const renamed = await loadAndSave(project);
    expect(titles(renamed.rows)).toEqual(['Bbbb', 'Cccc']);
    expect(renamed.fileNameOf(b.id)).toBe('renamed.yaml');
  });

  it('when a second file takes its id', async () => {
    const project = await projectWith([a]);
    await loadAndSave(project);
    await writeOld(storePath(project, 'tickets', 'copy.yaml'), encodeTicket({ ...a, title: 'Copy' }));
    for (const snapshot of [await loadAndSave(project), await loadAndSave(project)]) {
      expect(titles(snapshot.rows)).toEqual(['Aaaa']);
      expect(snapshot.broken).toEqual([{ file: 'copy.yaml', line: 1, reason: `its id is that of ${a.id}.yaml` }]);
    }
  });

  it('when it is broken, and when it is mended', async () => {
    const project = await projectWith([a, b]);
    await loadAndSave(project);
    await writeOld(ticketPath(project, a.id), encodeTicket(a).replace('priority: medium', 'priority: pressing'));
    await writeOld(storePath(project, 'tickets', 'latin.yaml'), Buffer.from('title: caf\xe9\n', 'latin1'));
    for (const snapshot of [await loadAndSave(project), await loadAndSave(project)]) {
      expect(titles(snapshot.rows)).toEqual(['Bbbb']);
      expect(snapshot.broken).toEqual([
        { file: `${a.id}.yaml`, line: 5, reason: expect.stringContaining('priority') as string },
        { file: 'latin.yaml', line: null, reason: 'the file is not UTF-8' },
      ]);
    }
    await writeOld(ticketPath(project, a.id), encodeTicket({ ...a, title: 'Mended' }));
    await rm(storePath(project, 'tickets', 'latin.yaml'));
    expect(titles((await loadAndSave(project)).rows)).toEqual(['Bbbb', 'Mended']);
  });

  it('when it is laid out in another way', async () => {
    const project = await projectWith([a]);
    await loadAndSave(project);
    const text = encodeTicket({ ...a, title: 'Quoted \uFFFD' }).replace(/^title: .*$/m, '"title":   "By hand \uFFFD"');
    await writeOld(ticketPath(project, a.id), `# by hand\n${text}`);
    for (const snapshot of [await loadAndSave(project), await loadAndSave(project)]) {
      expect(titles(snapshot.rows)).toEqual(['By hand \uFFFD']);
    }
  });
});

describe('a file that somebody writes in place', () => {
  /** Leaves a part of a ticket's file, with its lock. @returns the writing of the whole, a moment later */
  async function beginWriting(project: string, part: string, whole: string): Promise<Promise<void>[]> {
    const file = ticketPath(project, a.id);
    await writeFile(`${file}.lock`, '');
    await writeOld(file, part);
    const end = async (): Promise<void> => {
      await delay(100);
      await writeFile(file, whole);
      await rm(`${file}.lock`);
    };
    return [end()];
  }

  const long = { ...a, title: 'A longer title', metadata: { source: 'tests', type: 'bug' } };
  const whole = encodeTicket({ ...long, title: 'The title as it shall be' });
  const cutInMetadata = whole.slice(0, whole.indexOf('  type:'));

  it('may be a ticket by itself where it is cut', () => {
    expect(readCanonical(cutInMetadata)?.metadata).toEqual({ source: 'tests' });
    expect(cutInMetadata.length).toBeLessThan(encodeTicket(long).length);
  });

  it.each([
    ['empty', ''],
    ['cut in a line', whole.slice(0, 60)],
    ['cut where it is a ticket by itself', cutInMetadata],
  ])('is waited for while it is %s', async (_what, part) => {
    const project = await projectWith([long, b]);
    await loadAndSave(project);
    const writing = await beginWriting(project, part, whole);
    const snapshot = await load(project);
    await Promise.all(writing);
    expect(titles(snapshot.rows)).toEqual(['Bbbb', 'The title as it shall be']);
    expect(snapshot.rows.find(({ id }) => id === a.id)?.type).toBe('bug');
    expect(snapshot.broken).toEqual([]);
  });

  it('is believed when it has become shorter and nobody writes it', async () => {
    const project = await projectWith([long, b]);
    await loadAndSave(project);
    await writeOld(ticketPath(project, a.id), encodeTicket(a));
    expect(titles((await load(project)).rows)).toEqual(['Aaaa', 'Bbbb']);
  });

  it('is called broken when its writer never comes back', async () => {
    const project = await projectWith([a, b]);
    await loadAndSave(project);
    const file = ticketPath(project, a.id);
    await writeFile(`${file}.lock`, '');
    await writeOld(file, (await readFile(file, 'utf8')).slice(0, 60));
    const snapshot = await loadAndSave(project);
    expect(titles(snapshot.rows)).toEqual(['Bbbb']);
    expect(snapshot.broken.map((each) => each.file)).toEqual([`${a.id}.yaml`]);
  });
});

describe('what is saved', () => {
  const many = Array.from({ length: 200 }, (_, n) => ticketWith({ id: idOf(n + 1), title: `Ticket ${String(n)}` }));

  it('is left alone for a change or two of many, which are seen all the same', async () => {
    const project = await projectWith(many);
    await loadAndSave(project);
    const before = await readFile(rowsPath(project));
    const change = (n: number) =>
      writeOld(ticketPath(project, idOf(n)), encodeTicket(ticketWith({ id: idOf(n), title: 'Changed title' })));
    await change(7);
    expect(titles((await loadAndSave(project)).rows)).toContain('Changed title');
    expect(await readFile(rowsPath(project))).toEqual(before);
    for (const n of [20, 30, 40]) await change(n);
    expect((await loadAndSave(project)).rows.filter(({ title }) => title === 'Changed title')).toHaveLength(4);
    expect(await readFile(rowsPath(project))).not.toEqual(before);
  });

  it('is not written again when nothing changed, even where a file can never be trusted', async () => {
    const project = await projectWith(many);
    const future = new Date(Date.now() + 86_400_000);
    for (const n of [1, 2, 3, 4]) await utimes(ticketPath(project, idOf(n)), future, future);
    await loadAndSave(project);
    const { ino } = await stat(rowsPath(project));
    await loadAndSave(project);
    expect((await stat(rowsPath(project))).ino).toBe(ino);
  });

  it('shrinks with the store', async () => {
    const project = await projectWith(many);
    await loadAndSave(project);
    const { size } = await stat(rowsPath(project));
    for (const name of (await ticketNames(project)).slice(20)) await rm(storePath(project, 'tickets', name));
    expect((await loadAndSave(project)).rows).toHaveLength(20);
    expect((await stat(rowsPath(project))).size).toBeLessThan(size / 5);
  });
});
