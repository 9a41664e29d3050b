import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitRunner } from './gitRunner.js';
import { trashFolder } from './trashRefs.js';

/** Files in a worktree's own folder inside git's that name commits, beside its HEAD (gitrepository-layout(5)). */
const namingFiles = [
  'MERGE_HEAD',
  'ORIG_HEAD',
  'CHERRY_PICK_HEAD',
  'REVERT_HEAD',
  'REBASE_HEAD',
  'rebase-merge/autostash',
  'rebase-merge/orig-head',
  'rebase-apply/autostash',
  'rebase-apply/orig-head',
];
const idPattern = /\b(?:[0-9a-f]{64}|[0-9a-f]{40})\b/g;

/** The commits that only a worktree's own folder tells of: those it is merging, and those that it has once been on. */
export async function commitsNamedIn(gitDir: string): Promise<string[]> {
  const texts = await Promise.all(namingFiles.map((name) => readText(join(gitDir, name))));
  // `<old> <new> <who and when>\t<what>`, of which the last may hold anything.
  const log = (await readText(join(gitDir, 'logs', 'HEAD'))).replace(/\t.*$/gm, '');
  const ids = [...texts, log].flatMap((text) => text.match(idPattern) ?? []);
  return [...new Set(ids)].filter((id) => !/^0+$/.test(id));
}

/** The commits that are being merged in a worktree. @param gitDir its own folder inside git's */
export async function mergeHeads(gitDir: string): Promise<string[]> {
  return (await readText(join(gitDir, 'MERGE_HEAD'))).match(idPattern) ?? [];
}

/**
 * The commits among some, and their ancestors, that no ref leads to but those of the trash, which expire.
 * @param ids such as are gone already count for nothing
 * @returns those that the others descend from are left out
 */
export async function looseTips(runner: GitRunner, repository: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const args = ['rev-list', '--ignore-missing', '--parents', '--stdin', '--not'];
  const refs = [`--exclude=${trashFolder}*`, '--glob=refs/*'];
  const input = ids.map((id) => `${id}\n`).join('');
  const { stdout } = await runner.run(repository, [...args, ...refs], { input });
  const lines = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' '));
  const parents = new Set(lines.flatMap(([, ...rest]) => rest));
  return lines.flatMap(([id]) => (id === undefined || parents.has(id) ? [] : [id]));
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
