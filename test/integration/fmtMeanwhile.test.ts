import { readFile, rename, writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type * as AtomicFile from '../../src/store/atomicFile.js';
import { formatTickets } from '../../src/store/formatTickets.js';
import { StoreLayout } from '../../src/store/layout.js';
import { leftovers, realProject, storePath } from '../harness/tempStore.js';
import { document, listed } from './support/commands.js';

/** What somebody else does just before a file is replaced. */
type Meanwhile = (file: string) => Promise<void>;

const nothing: Meanwhile = () => Promise.resolve();
let meanwhile = nothing;

vi.mock('../../src/store/atomicFile.js', async (importOriginal) => {
  const original = await importOriginal<typeof AtomicFile>();
  const writeFileAtomic: typeof AtomicFile.writeFileAtomic = (file, content, check) =>
    original.writeFileAtomic(file, content, async () => {
      await meanwhile(file);
      await check?.();
    });
  return { ...original, writeFileAtomic };
});

afterEach(() => {
  meanwhile = nothing;
});

const all = { check: false, dropComments: false };

/** A store in which one file is not in canonical form. */
async function untidyProject(): Promise<{ project: string; id: string; path: string; tidy: string }> {
  const project = await realProject();
  const id = (await listed(project))[0]?.id ?? '';
  const path = storePath(project, 'tickets', `${id}.yaml`);
  const tidy = await readFile(path, 'utf8');
  await writeFile(path, tidy.replace(/^priority: (\w+)$/m, "priority:   '$1'"));
  return { project, id, path, tidy };
}

describe('a file that changes while it is formatted', () => {
  it('keeps what an editor saved, is told of, and is formatted the next time', async () => {
    const { project, id, path, tidy } = await untidyProject();
    const saved = (await readFile(path, 'utf8')).replace(/^title: .*$/m, 'title: 保存した 🖊');
    meanwhile = (file) => writeFile(file, saved);
    const layout = new StoreLayout(project);
    expect(await formatTickets(layout, all)).toEqual({
      ...{ formatted: [], unformatted: [], comments: [] },
      refused: [{ file: `${id}.yaml`, line: null, reason: 'the file changed while it was being formatted' }],
    });
    expect(await readFile(path, 'utf8')).toBe(saved);
    expect(await leftovers(project)).toEqual([]);
    meanwhile = nothing;
    expect(await formatTickets(layout, all)).toMatchObject({ formatted: [{ id, file: `${id}.yaml` }], refused: [] });
    expect(await readFile(path, 'utf8')).toBe(tidy.replace(/^title: .*$/m, 'title: 保存した 🖊'));
  });

  it('does not come back when somebody has moved it away', async () => {
    const { project, path } = await untidyProject();
    meanwhile = (file) => rename(file, `${file}.gone`);
    expect((await formatTickets(new StoreLayout(project), all)).refused).toHaveLength(1);
    await expect(readFile(path)).rejects.toThrow('ENOENT');
    expect(await leftovers(project)).toEqual([]);
  });
});

describe('a file that is not named after its ticket', () => {
  it('is formatted where it is, and may be named by its ticket', async () => {
    const { project, id, path, tidy } = await untidyProject();
    const misnamed = storePath(project, 'tickets', 'my ticket.yaml');
    await rename(path, misnamed);
    const found = [{ id, file: 'my ticket.yaml' }];
    expect(await document(project, ['fmt', id])).toMatchObject({ formatted: found, refused: [] });
    expect(await readFile(misnamed, 'utf8')).toBe(tidy);
    await writeFile(misnamed, tidy.replaceAll('\n', '\r\n'));
    expect(await document(project, ['fmt'])).toMatchObject({ formatted: found });
    expect(await readFile(misnamed, 'utf8')).toBe(tidy);
  });
});
