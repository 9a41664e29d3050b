import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';
import { StoreLayout } from '../../src/store/layout.js';
import { readCache, writeCache } from '../../src/store/snapshot/cacheFile.js';
import { root } from '../harness/paths.mjs';
import { makeReadOnly } from '../harness/readOnly.js';
import { leftovers, storePath, tempFolder } from '../harness/tempStore.js';
import { byId, load, loadAndSave, oldRealProject, rowsPath, ticketNames, truth } from './support/snapshots.js';

const format = 'ticketree-rows 4';

async function savedProject() {
  const project = await oldRealProject();
  await loadAndSave(project);
  return { project, saved: await readFile(rowsPath(project)), expected: await truth(project) };
}

/** Numbers spread over a range, both ends among them. */
function spread(length: number, count: number): number[] {
  return Array.from({ length: count }, (_, n) => Math.round((n * (length - 1)) / (count - 1)));
}

describe('a cache of rows that is', () => {
  it('cut anywhere counts as none', async () => {
    const { project, saved, expected } = await savedProject();
    for (const length of spread(saved.length, 25)) {
      await writeFile(rowsPath(project), saved.subarray(0, length));
      expect(byId((await load(project)).rows)).toEqual(expected);
    }
  });

  it('garbled in one byte anywhere counts as none', async () => {
    const { project, saved, expected } = await savedProject();
    for (const [n, at] of spread(saved.length, 60).entries()) {
      const garbled = Buffer.from(saved);
      // A digit becomes another digit, a letter another letter: it is still JSON, with another meaning.
      garbled.writeUInt8(garbled.readUInt8(at) ^ (n % 2 === 0 ? 1 : 0x80), at);
      await writeFile(rowsPath(project), garbled);
      expect(byId((await load(project)).rows)).toEqual(expected);
    }
  });

  it('zeroed in part, as after a power cut, counts as none', async () => {
    const { project, saved, expected } = await savedProject();
    for (const start of spread(saved.length, 8)) {
      await writeFile(rowsPath(project), Buffer.from(saved).fill(0, start, Math.min(start + 4096, saved.length)));
      expect(byId((await load(project)).rows)).toEqual(expected);
    }
  });

  it.each([
    ['empty', ''],
    ['no cache at all', 'rows\n'],
    ['JSON alone', '{"name":[]}'],
  ])('%s counts as none and is replaced', async (_what, text) => {
    const { project, saved, expected } = await savedProject();
    await writeFile(rowsPath(project), text);
    expect(byId((await loadAndSave(project)).rows)).toEqual(expected);
    expect(await readFile(rowsPath(project))).toEqual(saved);
  });

  it.each([
    ['another version', 'ticketree-rows 0', '{"name":[]}'],
    ['another shape', format, '{"name":["a.yaml"],"size":[1],"mtimeMs":[1],"ino":[1],"broken":[],"rows":{}}'],
    ['no JSON', format, 'name:'],
  ])('of %s counts as none', async (_what, itsFormat, text) => {
    const { project, expected } = await savedProject();
    const layout = new StoreLayout(project);
    await writeCache(layout, 'rows.json', itsFormat, text);
    expect(readCache(layout, 'rows.json', itsFormat)).toBe(text);
    expect(byId((await load(project)).rows)).toEqual(expected);
  });

  it('a folder counts as none', async () => {
    const { project, expected } = await savedProject();
    await rm(rowsPath(project));
    await mkdir(rowsPath(project));
    expect(byId((await loadAndSave(project)).rows)).toEqual(expected);
    expect(await leftovers(project)).toEqual([]);
  });
});

describe('a cache that cannot be saved', () => {
  it('in a read-only store is done without', async () => {
    const project = await oldRealProject();
    onTestFinished(await makeReadOnly(storePath(project)));
    const snapshot = await loadAndSave(project);
    expect(byId(snapshot.rows)).toEqual(await truth(project));
    expect(await readdir(storePath(project))).not.toContain('tmp');
  });

  it('because a file is in the place of its folder is done without', async () => {
    const project = await oldRealProject();
    await writeFile(storePath(project, 'tmp'), 'not a folder');
    expect(byId((await loadAndSave(project)).rows)).toEqual(await truth(project));
    expect(await readFile(storePath(project, 'tmp'), 'utf8')).toBe('not a folder');
  });

  it('does not follow a link to a folder elsewhere', async () => {
    const project = await oldRealProject();
    const elsewhere = await tempFolder();
    await symlink(elsewhere, storePath(project, 'tmp'));
    expect(byId((await loadAndSave(project)).rows)).toEqual(await truth(project));
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it('does not bring back a store that is gone', async () => {
    const project = await oldRealProject();
    const snapshot = await load(project);
    await rm(storePath(project), { recursive: true });
    await snapshot.save();
    expect(await readdir(project)).not.toContain('.vibe-ticket');
  });
});

describe('several processes', () => {
  /** A program that changes the times of some tickets, loads and saves, again and again, and says what it found. */
  const program = `
    import { utimesSync } from 'node:fs';
    import { join } from 'node:path';
    import { StoreLayout } from './src/store/layout.js';
    import { RowSnapshot } from './src/store/snapshot/rowSnapshot.js';
    const [project, seed] = process.argv.slice(2);
    const layout = new StoreLayout(project);
    for (let round = 0; round < 25; round++) {
      const snapshot = await RowSnapshot.load(layout);
      const titles = snapshot.rows.map(({ id, title }) => id + title).sort();
      console.log(JSON.stringify([titles.length, snapshot.broken.length, titles.join()]));
      const { name } = snapshot.located[(round * 7 + Number(seed)) % 66];
      utimesSync(join(layout.tickets, name), 1e9 + round, 1e9 + round);
      await snapshot.save();
    }`;

  async function bundle(): Promise<string> {
    const file = path.join(await tempFolder(), 'program.mjs');
    const common = { bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' } as const;
    const banner =
      "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";
    await build({ ...common, stdin: { contents: program, resolveDir: root }, outfile: file, banner: { js: banner } });
    return file;
  }

  it('that write one cache at once all see all tickets', async () => {
    const project = await oldRealProject();
    const file = await bundle();
    const children = ['0', '1', '2', '3'].map((seed) => spawn(process.execPath, [file, project, seed]));
    const outputs = await Promise.all(
      children.map(async (child) => {
        let output = '';
        child.stdout.setEncoding('utf8').on('data', (chunk: string) => void (output += chunk));
        child.stderr.pipe(process.stderr);
        await once(child, 'close');
        return output.trim().split('\n');
      }),
    );
    const expected = (await truth(project)).map(({ id, title }) => id + title).sort();
    expect(outputs.flat()).toHaveLength(100);
    expect(new Set(outputs.flat())).toEqual(new Set([JSON.stringify([66, 0, expected.join()])]));
    expect(await leftovers(project)).toEqual([]);
    expect(readCache(new StoreLayout(project), 'rows.json', format)).not.toBeNull();
  });
});

describe('reading a large store', () => {
  it('lets others run meanwhile', async () => {
    const project = await oldRealProject();
    const [name = ''] = await ticketNames(project);
    const text = await readFile(storePath(project, 'tickets', name), 'utf8');
    for (let n = 0; n < 3000; n++) await writeFile(storePath(project, 'tickets', `copy-${String(n)}.yaml`), text);
    let others = 0;
    const count = (): void => {
      others++;
      timer = setImmediate(count);
    };
    let timer = setImmediate(count);
    const snapshot = await load(project);
    clearImmediate(timer);
    expect(snapshot.broken).toHaveLength(3000);
    expect(others).toBeGreaterThan(1);
  });
});
