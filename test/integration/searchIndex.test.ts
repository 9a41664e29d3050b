import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Ticket } from '../../src/domain/ticket.js';
import { SearchIndex, type SearchableTicket } from '../../src/search/searchIndex.js';
import { root } from '../harness/paths.mjs';
import { makeReadOnly } from '../harness/readOnly.js';
import { tempFolder } from '../harness/tempStore.js';
import { idOf, ticketWith } from '../unit/domain/tickets.js';

const now = (): Date => new Date('2026-03-01T12:00:00Z');

/** Tickets in files that need not be there, and how often each was read. */
class Store {
  readonly tickets = new Map<string, Ticket>();
  readonly load = vi.fn(({ name }: SearchableTicket) => this.tickets.get(name) ?? null);
  private readonly stamps = new Map<string, SearchableTicket['stamp']>();
  private writes = 0;

  constructor(readonly file: string) {}

  put(number: number, title: string, mtimeMs = ++this.writes): void {
    const name = `${idOf(number)}.yaml`;
    this.tickets.set(name, ticketWith({ id: idOf(number), slug: 'x', title }));
    this.stamps.set(name, { size: title.length, mtimeMs, ino: number });
  }

  list(): SearchableTicket[] {
    return [...this.tickets.keys()].map((name) => {
      const stamp = this.stamps.get(name) ?? { size: 0, mtimeMs: 0, ino: 0 };
      return { id: name.replace('.yaml', ''), name, stamp };
    });
  }

  /** A fresh start, as of another process. @returns how many tickets it read */
  async open(): Promise<{ index: SearchIndex; read: number }> {
    const index = new SearchIndex(this.file, now);
    return { index, read: await this.refresh(index) };
  }

  async refresh(index: SearchIndex): Promise<number> {
    this.load.mockClear();
    await index.refresh(this.list(), this.load);
    return this.load.mock.calls.length;
  }
}

function found(index: SearchIndex, query: string): string[] {
  return index.search(query, { limit: 1000 }).hits.map(({ snippet }) => snippet.text);
}

/** So many tickets, more than are kept apart, with a cached index. */
const many = 100;

async function cachedStore(): Promise<Store> {
  const store = await newStore();
  for (let number = 0; number < many; number++) store.put(number, `Ticket ${number}`);
  const { index } = await store.open();
  expect(await index.save()).toBe(true);
  return store;
}

async function newStore(): Promise<Store> {
  return new Store(path.join(await tempFolder(), 'tmp', 'search.index'));
}

describe('the index', () => {
  it('that another process has cached is used without reading a ticket', async () => {
    const store = await cachedStore();
    const { index, read } = await store.open();
    expect(read).toBe(0);
    expect(found(index, 'ticket')).toHaveLength(many);
    expect(found(index, '42')).toEqual(['Ticket 42']);
  });

  it('of a few tickets needs no file', async () => {
    const store = await newStore();
    store.put(1, 'Fix login');
    const { index } = await store.open();
    expect(found(index, 'login')).toEqual(['Fix login']);
    expect(await index.save()).toBe(true);
    await expect(stat(store.file)).rejects.toThrow('ENOENT');
  });

  it('finds nothing before it was told what there is', async () => {
    expect(found(new SearchIndex((await cachedStore()).file, now), 'ticket')).toEqual([]);
  });

  it('reads again only what has changed, and forgets what has gone', async () => {
    const store = await cachedStore();
    const { index } = await store.open();
    store.put(7, 'Fix login');
    store.put(many, 'One more');
    store.tickets.delete(`${idOf(42)}.yaml`);
    for (const each of [index, (await store.open()).index]) {
      if (each === index) expect(await store.refresh(each)).toBe(2);
      expect(found(each, 'login')).toEqual(['Fix login']);
      expect(found(each, 'more')).toEqual(['One more']);
      expect(found(each, '42')).toEqual([]);
      expect(found(each, '7')).not.toContain('Ticket 7');
      expect(found(each, 'ticket')).toHaveLength(many - 2);
      expect(await store.refresh(each)).toBe(0);
    }
  });

  it('has the same results after each of many changes as one that is made anew', async () => {
    const store = await cachedStore();
    const { index } = await store.open();
    for (let step = 0; step < 150; step++) {
      store.put((step * 37) % many, `Ticket of step ${step}`);
      if (step % 5 === 0) store.tickets.delete(`${idOf((step * 11) % many)}.yaml`);
      await store.refresh(index);
      if (step % 10 !== 0) continue;
      const anew = new SearchIndex(`${store.file}.none`, now);
      await store.refresh(anew);
      for (const query of ['ticket', 'step', `${step}`, '"of step" 3']) {
        expect(index.search(query, { limit: 200 })).toEqual(anew.search(query, { limit: 200 }));
      }
    }
  });

  it('is cached anew after many changes, and not after few', async () => {
    const store = await cachedStore();
    const before = await readFile(store.file);
    for (let number = 0; number < 64; number++) store.put(number, `New ${number}`);
    const few = await store.open();
    expect(few.read).toBe(64);
    await few.index.save();
    expect(await readFile(store.file)).toEqual(before);
    store.put(64, 'New 64');
    const enough = await store.open();
    await enough.index.save();
    expect((await store.open()).read).toBe(0);
  });

  it('trusts no stamp of a file that was written a moment ago', async () => {
    const store = await cachedStore();
    store.put(7, 'First', now().getTime() - 10);
    const { index } = await store.open();
    const ticket = store.tickets.get(`${idOf(7)}.yaml`);
    store.tickets.set(`${idOf(7)}.yaml`, { ...(ticket ?? ticketWith()), title: 'Other' });
    expect(await store.refresh(index)).toBe(1);
    expect(found(index, 'other')).toEqual(['Other']);
  });

  it('goes on without a ticket that has gone by the time it is read, and reads it when it is back', async () => {
    const store = await cachedStore();
    store.put(7, 'Fix login');
    const index = new SearchIndex(store.file, now);
    await index.refresh(store.list(), () => null);
    expect(found(index, 'ticket')).toHaveLength(many - 1);
    expect(await store.refresh(index)).toBe(1);
    expect(found(index, 'login')).toEqual(['Fix login']);
  });

  it('stays as it was when a ticket cannot be read, and works again afterwards', async () => {
    const store = await cachedStore();
    const { index } = await store.open();
    store.put(7, 'Fix login');
    await expect(index.refresh(store.list(), () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
    expect(found(index, 'ticket')).toHaveLength(many);
    expect(await store.refresh(index)).toBe(1);
    expect(found(index, 'login')).toEqual(['Fix login']);
  });

  it('takes turns when it is refreshed twice at once: the later word counts', async () => {
    const store = await cachedStore();
    const { index } = await store.open();
    store.put(7, 'Fix login');
    const first = store.list();
    store.put(7, 'Fix logout');
    await Promise.all([
      index.refresh(first, () => new Promise((resolve) => setImmediate(resolve, ticketWith({ title: 'Fix login' })))),
      index.refresh(store.list(), store.load),
    ]);
    expect(found(index, 'fix')).toEqual(['Fix logout']);
  });
});

describe('the file of the index', () => {
  it.each<[string, (file: string) => Promise<unknown>]>([
    ['has gone', (file) => rm(file)],
    ['has gone with its folder', (file) => rm(path.dirname(file), { recursive: true })],
    ['is empty', (file) => writeFile(file, '')],
    ['is another file', (file) => writeFile(file, 'tickets: []\n'.repeat(1000))],
    ['is cut', async (file) => writeFile(file, (await readFile(file)).subarray(0, -8))],
    [
      'is garbled',
      async (file) =>
        writeFile(
          file,
          (await readFile(file)).map((byte, at) => (at === 5000 ? ~byte : byte)),
        ),
    ],
  ])('is made again when it %s', async (_, damage) => {
    const store = await cachedStore();
    await damage(store.file);
    const { index, read } = await store.open();
    expect(read).toBe(many);
    expect(found(index, 'ticket')).toHaveLength(many);
    expect(await index.save()).toBe(true);
    expect((await store.open()).read).toBe(0);
  });

  it('may be a folder: searching works without', async () => {
    const store = await cachedStore();
    await rm(store.file);
    await mkdir(store.file);
    const { index } = await store.open();
    expect(found(index, 'ticket')).toHaveLength(many);
    expect(await index.save()).toBe(false);
    expect(await readdir(path.dirname(store.file))).toEqual(['search.index']);
  });

  it('may vanish while it is in use', async () => {
    const store = await cachedStore();
    const { index } = await store.open();
    await rm(path.dirname(store.file), { recursive: true });
    expect(found(index, '"ticket 42"')).toEqual(['Ticket 42']);
  });

  it('is done without in a folder that is read-only', async () => {
    const store = await cachedStore();
    await rm(store.file);
    const { index } = await store.open();
    onTestFinished(await makeReadOnly(path.dirname(store.file)));
    expect(await index.save()).toBe(false);
    expect(found(index, 'ticket')).toHaveLength(many);
  });

  it('does not bring a store back that has gone', async () => {
    const store = await cachedStore();
    await rm(store.file);
    const { index } = await store.open();
    await rm(path.dirname(path.dirname(store.file)), { recursive: true });
    expect(await index.save()).toBe(false);
    await expect(stat(path.dirname(store.file))).rejects.toThrow('ENOENT');
  });

  it('is not written where its folder is a link, which may lead anywhere', async () => {
    const store = await newStore();
    const elsewhere = await tempFolder();
    await symlink(elsewhere, path.dirname(store.file), 'junction');
    for (let number = 0; number < many; number++) store.put(number, `Ticket ${number}`);
    const { index } = await store.open();
    expect(await index.save()).toBe(false);
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it('takes away what a killed process left half-written, and nothing of one that may be at work', async () => {
    const store = await cachedStore();
    const folder = path.dirname(store.file);
    await rm(store.file);
    for (const name of ['.search.index.1.aa.tmp', '.search.index.2.bb.tmp', '.other.tmp']) {
      await writeFile(path.join(folder, name), '');
      if (!name.includes('bb')) await utimes(path.join(folder, name), 1, 1);
    }
    const { index } = await store.open();
    await index.save();
    expect((await readdir(folder)).sort()).toEqual(['.other.tmp', '.search.index.2.bb.tmp', 'search.index']);
  });

  it('is whole at any moment while several processes write it and take it away', { timeout: 60_000 }, async () => {
    const folder = await tempFolder();
    const module = path.join(folder, 'search.mjs');
    await build({
      entryPoints: [path.join(root, 'src', 'search', 'searchIndex.ts')],
      outfile: module,
      bundle: true,
      platform: 'node',
      format: 'esm',
    });
    const script = path.join(root, 'test', 'integration', 'support', 'searcher.mjs');
    const file = path.join(folder, 'tmp', 'search.index');
    const writers = ['200', '220', '240', '260'].map((tickets) =>
      promisify(execFile)(process.execPath, [script, module, file, tickets, '25']),
    );
    await Promise.all(writers);
    expect((await readdir(path.dirname(file))).filter((name) => name !== 'search.index')).toEqual([]);
  });
});
