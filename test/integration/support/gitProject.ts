import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GitRunner } from '../../../src/git/gitRunner.js';
import { silentLogger } from '../../../src/util/logger.js';
import { emptyProject, tempFolder } from '../../harness/tempStore.js';
import { git } from './commands.js';

/** Makes a repository in a folder, with an identity of its own. @param options further ones for `git init` */
export async function initRepository(folder: string, ...options: string[]): Promise<void> {
  await git(folder, 'init', '--quiet', ...options);
  await git(folder, 'config', 'user.name', 'Test');
  await git(folder, 'config', 'user.email', 'test@example.invalid');
  await git(folder, 'config', 'commit.gpgsign', 'false');
}

/** A project with an empty store, in a repository on `main` with one commit; the store is committed too. */
export async function gitProject(...options: string[]): Promise<string> {
  const project = await emptyProject();
  await initRepository(project, ...options);
  await commitFile(project, 'README.md', 'Hello\n');
  return project;
}

/** A repository without a store, with one commit. */
export async function gitRepository(...options: string[]): Promise<string> {
  const folder = await tempFolder();
  await initRepository(folder, ...options);
  await commitFile(folder, 'README.md', 'Hello\n');
  return folder;
}

/** Writes a file and commits it with everything else that is there. @returns id of the commit */
export async function commitFile(folder: string, name: string, text: string): Promise<string> {
  await writeIn(folder, name, text);
  await git(folder, 'add', '--all');
  await git(folder, 'commit', '--quiet', '-m', `Write ${name}`);
  return (await git(folder, 'rev-parse', 'HEAD')).trim();
}

/** Writes a file, and the folders that it lies in. */
export async function writeIn(folder: string, name: string, text: string): Promise<void> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** Runs git as the product does. */
export function testRunner(env: NodeJS.ProcessEnv = process.env): GitRunner {
  return new GitRunner({ logger: silentLogger, env, refusal: () => null, canPrompt: () => false });
}
