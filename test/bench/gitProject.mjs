import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeStore } from './makeStore.mjs';

const settings = { 'user.name': 'Bench', 'user.email': 'bench@example.invalid', 'commit.gpgsign': 'false' };

/** Runs git to its end. @returns what it printed */
export function git(/** @type {string} */ folder, /** @type {string[]} */ ...args) {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/**
 * A project with so many tickets to do and some code, in a repository whose store is not committed, below a folder in
 * which worktrees have room.
 * @returns {{ folder: string, project: string }} the caller removes the folder
 */
export function makeGitProject(/** @type {number} */ tickets) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ticketree-bench-git-'));
  const project = makeStore(tickets, () => 'todo', path.join(folder, 'project'));
  git(project, 'init', '--quiet', '--initial-branch=main');
  for (const [name, value] of Object.entries(settings)) git(project, 'config', name, value);
  writeFileSync(path.join(project, '.gitignore'), '.vibe-ticket/\nproject-vibeticket-*/\n');
  mkdirSync(path.join(project, 'src'));
  for (let n = 0; n < 200; n++) writeFileSync(path.join(project, 'src', `file${n}.txt`), `Line of ${n}\n`.repeat(20));
  git(project, 'add', '--all');
  git(project, 'commit', '--quiet', '--message', 'Begin');
  return { folder, project };
}

/**
 * A `git` for the PATH that notes down each process of our own, and none that git itself starts.
 * @returns what to add to the environment, and how many processes there were so far
 */
export function countingGit(/** @type {string} */ folder) {
  const [bin, log] = [path.join(folder, 'bin'), path.join(folder, 'git.log')];
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  mkdirSync(bin);
  writeFileSync(log, '');
  writeFileSync(path.join(bin, 'git'), `#!/bin/sh\nprintf . >> '${log}'\nexec '${real}' "$@"\n`, { mode: 0o755 });
  const env = { PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`, TICKETREE_BENCH_GIT_LOG: log };
  return { env, count: () => statSync(log).size };
}
