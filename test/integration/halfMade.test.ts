import { spawn } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isHalfMade } from '../../src/git/halfMade.js';
import { halfMade } from '../../src/git/worktreeList.js';
import { git } from './support/commands.js';
import { adminOf, halfMake, ticketPlace } from './support/ticketPlace.js';

/** A process that looks like git, with these arguments, for as long as the test. */
async function likeGit(cwd: string, ...args: string[]): Promise<void> {
  const program = ['-e', 'console.log(1); setInterval(() => {}, 1000)', '--', ...args];
  const child = spawn(process.execPath, program, { argv0: 'git', cwd, stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise((resolve) => child.stdout.once('data', resolve));
}

describe('a worktree that was being made when its git was stopped', () => {
  it.each([
    ['for it by its path', (place: string) => [path.dirname(place), ['worktree', 'add', place, 'x']], false],
    ['for it from beside it', (place: string) => [path.dirname(place), ['worktree', 'add', './half/', 'x']], false],
    ['for it, where one stands in it', (place: string) => [place, ['worktree', 'add', '.']], false],
    ['by a link', (place: string) => [path.dirname(place), ['worktree', 'add', '-b', 'x', 'link/half']], false],
    ['from elsewhere', (place: string) => ['/', ['-C', path.dirname(place), 'worktree', 'add', 'half']], false],
    ['for another', (place: string) => [path.dirname(place), ['worktree', 'add', `${place}-2`, 'x']], true],
    ['for one of that name elsewhere', () => ['/', ['worktree', 'add', 'half', 'x']], true],
    ['which only lists', (place: string) => [place, ['worktree', 'list']], true],
  ] as const)('is told from one that another git is making: %s', async (_what, command, expected) => {
    const { project, place: other } = await ticketPlace();
    const folder = path.dirname(other);
    const place = path.join(folder, 'half');
    await git(project, 'worktree', 'add', '--quiet', '-b', 'half', place);
    await symlink(folder, path.join(folder, 'link'));
    const gitDir = await adminOf(place);
    await halfMake(place, gitDir);
    const [cwd, args] = command(place);
    await likeGit(cwd as string, ...(args as string[]));
    expect(await isHalfMade({ path: place, locked: halfMade }, gitDir, new Date())).toBe(expected);
  });
});
