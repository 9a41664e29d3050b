import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GitRunner } from './gitRunner.js';

/** Where the repositories of submodules go whose worktree is removed, inside git's folder; beside the flows, which every command looks for. */
const keptModules = 'ticketree-modules';
const shape = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[0-9a-f]{4}$/;
const dayMillis = 86_400_000;

/**
 * Moves the repositories of a worktree's submodules out of the folder that git deletes with it: their commits may stand
 * nowhere else.
 * @param gitDir the worktree's own folder
 * @returns where they are now, and how to put them back; null where it has none
 */
export async function putModulesAside(
  commonDir: string,
  gitDir: string,
  now: Date,
): Promise<{ readonly path: string; readonly undo: () => Promise<void> } | null> {
  const modules = join(gitDir, 'modules');
  if ((await readdir(modules).catch(() => [])).length === 0) return null;
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const path = join(commonDir, keptModules, `${stamp}-${randomBytes(2).toString('hex')}`);
  await mkdir(dirname(path), { recursive: true });
  await rename(modules, path);
  return { path, undo: () => rename(path, modules) };
}

/**
 * Lets git work in repositories that were put aside: each says where its files were, which are gone.
 * @param folder where they lie, by the names of their submodules
 */
export async function freeModules(runner: GitRunner, commonDir: string, folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.map(({ name }) => name);
  if (names.includes('HEAD') && names.includes('config')) {
    // 5: there is no such key.
    await runner.run(commonDir, ['config', '--file', join(folder, 'config'), '--unset', 'core.worktree'], {
      accept: [5],
    });
    await freeModules(runner, commonDir, join(folder, 'modules'));
    return;
  }
  for (const entry of entries) if (entry.isDirectory()) await freeModules(runner, commonDir, join(folder, entry.name));
}

/** The repositories that were put aside longer ago than so many days. @param days null: none is ever too old */
export async function expiredModules(commonDir: string, days: number | null, now: Date): Promise<string[]> {
  if (days === null) return [];
  const folder = join(commonDir, keptModules);
  const before = now.getTime() - days * dayMillis;
  return (await readdir(folder).catch(() => []))
    .filter((name) => Date.parse(name.replace(shape, '$1-$2-$3T$4:$5:$6Z')) < before)
    .map((name) => join(folder, name));
}
