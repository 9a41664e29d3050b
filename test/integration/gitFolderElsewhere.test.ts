import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../harness/tempStore.js';
import { document, git } from './support/commands.js';
import { commitFile, gitRepository } from './support/gitProject.js';
import { start, writeTickets } from './support/startable.js';
import { withoutChildCoverage } from './support/withoutChildCoverage.js';

withoutChildCoverage();

/** A project with the ticket `one` in a checkout whose `.git` is a file. */
async function projectIn(checkout: string): Promise<string> {
  await document(checkout, ['init']);
  await writeTickets(checkout, ['one']);
  await git(checkout, 'add', '--all');
  await git(checkout, 'commit', '-m', 'Write tickets down');
  return checkout;
}

const places: Record<string, () => Promise<string>> = {
  'beside the project': async () => {
    const project = path.join(await tempFolder(), 'project');
    await mkdir(project);
    await git(
      project,
      'init',
      '--initial-branch',
      'main',
      '--separate-git-dir',
      path.join(await tempFolder(), 'repository'),
    );
    await writeFile(path.join(project, 'README.md'), 'x\n');
    return projectIn(project);
  },
  'of a submodule in that of the project around it': async () => {
    const around = await gitRepository();
    await git(around, 'submodule', 'add', `file://${await gitRepository()}`, 'part');
    return projectIn(path.join(around, 'part'));
  },
};

describe.each(Object.entries(places))('a git folder %s', (_name, make) => {
  it('is home to a ticket from its start to its end, and back', async () => {
    const project = await make();
    const worktree = (await start(project, 'one')).git?.worktree ?? '';
    await commitFile(worktree, 'work.txt', 'work\n');
    const before = (await git(project, 'rev-parse', 'main')).trim();

    const { worktrees } = await document(worktree, ['worktree', 'list']);
    expect(worktrees).toMatchObject([{ path: project, branch: 'main', is_main: true }, { path: worktree }]);
    await document(worktree, ['finish', 'one']);
    expect(existsSync(path.join(project, 'work.txt'))).toBe(true);
    expect(existsSync(worktree)).toBe(false);
    await document(project, ['finish', '--undo', 'one']);
    expect((await git(project, 'rev-parse', 'main')).trim()).toBe(before);
    expect(existsSync(path.join(project, 'work.txt'))).toBe(false);
    expect(existsSync(path.join(worktree, 'work.txt'))).toBe(true);
  });
});
