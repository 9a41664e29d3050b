import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { git } from '../../integration/support/commands.js';

const mark = /tok-\d+-[0-9a-f]{8}/g;

/** The marks that stand in blobs, by the id of the blob: a blob never changes. */
const marksOfBlobs = new Map<string, readonly string[]>();

/**
 * All marks that anybody can still reach in a clone: in files of its worktrees, and in what any ref, HEAD, or index
 * holds. What only a reflog knows does not count.
 */
export async function reachableMarks(project: string): Promise<Set<string>> {
  const found = new Set<string>();
  for (const worktree of await worktreePaths(project)) {
    for (const text of await textsBelow(worktree)) for (const [each] of text.matchAll(mark)) found.add(each);
  }
  const objects = await git(
    project,
    'rev-list',
    '--objects',
    '--all',
    '--indexed-objects',
    '--filter=object:type=blob',
  );
  const ids = objects.split('\n').flatMap((line) => line.split(' ')[0] ?? []);
  for (const id of new Set(ids.filter((each) => each !== ''))) {
    let marks = marksOfBlobs.get(id);
    if (marks === undefined) {
      marks = Array.from((await git(project, 'cat-file', '-p', id)).matchAll(mark), ([each]) => each);
      marksOfBlobs.set(id, marks);
    }
    for (const each of marks) found.add(each);
  }
  return found;
}

export async function worktreePaths(project: string): Promise<string[]> {
  const list = await git(project, 'worktree', 'list', '--porcelain');
  return Array.from(list.matchAll(/^worktree (.+)$/gm), ([, each]) => each ?? '');
}

/** The texts of all files of a worktree, not those of worktrees within it. */
async function textsBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const texts: string[] = [];
  for (const entry of entries) {
    const full = path.join(folder, entry.name);
    if (entry.isFile() && entry.name !== '.git') texts.push(await readFile(full, 'utf8').catch(() => ''));
    if (!entry.isDirectory() || entry.name === '.git' || entry.name === '.vibe-ticket') continue;
    if (await isWorktree(full)) continue;
    texts.push(...(await textsBelow(full)));
  }
  return texts;
}

async function isWorktree(folder: string): Promise<boolean> {
  return (await readdir(folder)).includes('.git');
}
