import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { WorktreeCache } from '../../src/app/git/worktrees/worktreeCache.js';
import { GitWork } from '../../src/app/git/gitWork.js';
import { openWorkspace, tempFolder } from '../harness/tempStore.js';
import { cli, document, git } from './support/commands.js';
import { gitProject, testRunner, writeIn } from './support/gitProject.js';

describe('fifty worktrees', () => {
  it('are listed by four processes and one for each that has changed', async () => {
    const { project, places } = await withWorktrees(50);
    const { env, count } = await countingGit();
    const { context } = (await openWorkspace(project)).git;
    const work = new GitWork({ ...context, runner: testRunner(env) });
    const cache = new WorktreeCache();
    expect(await work.worktrees(cache)).toHaveLength(51);
    expect(await count()).toBe(4 + 51);

    await work.worktrees(cache);
    // The commits are the same ones: nothing is walked.
    expect(await count()).toBe(4 + 51 + 2);

    const changed = places[7] ?? '';
    await writeIn(changed, 'new.txt', 'new');
    await git(changed, 'add', 'new.txt');
    await git(changed, 'commit', '--quiet', '-m', 'New');
    const infos = await work.worktrees(cache);
    expect(infos.filter(({ ahead }) => ahead === 1).map((info) => info.path)).toEqual([changed]);
    expect(await count()).toBe(4 + 51 + 2 + 4 + 1);
  });

  it('are removed by several processes at once, each by one of them', async () => {
    const { project, places } = await withWorktrees(6);
    const results = await Promise.all(
      [...places, ...places].map((place) => cli(project, ['worktree', 'remove', place, '--json'])),
    );
    expect(results.filter(({ code }) => code === 0)).toHaveLength(places.length);
    for (const { code, stderr } of results) {
      if (code !== 0) expect(JSON.parse(stderr)).toMatchObject({ code: 'worktree_not_found' });
    }
    expect(await document(project, ['worktree', 'list'])).toMatchObject({ count: 1 });
  });
});

async function withWorktrees(count: number): Promise<{ project: string; places: string[] }> {
  const project = await gitProject();
  const folder = await tempFolder();
  const places: string[] = [];
  for (let number = 0; number < count; number++) {
    const place = path.join(folder, `place ${number}`);
    await git(project, 'worktree', 'add', '--quiet', '-b', `topic/${number}`, place);
    places.push(place);
  }
  return { project, places };
}

/** A git on the PATH that writes down each of its starts. */
async function countingGit(): Promise<{ env: NodeJS.ProcessEnv; count: () => Promise<number> }> {
  const folder = await tempFolder();
  const log = path.join(folder, 'log');
  await writeFile(log, '');
  const real = process.env['PATH'] ?? '';
  await writeFile(path.join(folder, 'git'), `#!/bin/sh\necho >> '${log}'\nPATH='${real}' exec git "$@"\n`);
  await chmod(path.join(folder, 'git'), 0o755);
  const env = { ...process.env, PATH: `${folder}${path.delimiter}${real}` };
  return { env, count: async () => (await readFile(log, 'utf8')).length };
}
