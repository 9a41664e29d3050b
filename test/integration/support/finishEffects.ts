import { existsSync } from 'node:fs';
import path from 'node:path';
import { cli, document, git } from './commands.js';
import { initRepository, writeIn } from './gitProject.js';
import type { Scene } from './settingEffect.js';
import { branchesOf } from './ticketWork.js';

interface Finished {
  readonly project: string;
  readonly worktree: string;
  readonly code: number | null;
  readonly status: unknown;
}

/** Finishes a ticket with one commit, in a project that is made a repository for it. */
async function finished({ project, env }: Scene): Promise<Finished> {
  await initRepository(project);
  await git(project, 'add', '--all');
  await git(project, 'commit', '--quiet', '-m', 'Begin');
  await git(project, 'branch', '--move', '--force', 'main');
  await document(project, ['new', 'work', '-t', 'The work']);
  const { ticket } = (await document(project, ['show', 'work'])) as { ticket: { slug: string } };
  const worktree = path.join(project, '.git', 'work');
  await git(project, 'worktree', 'add', '--quiet', worktree, '-b', `ticket/${ticket.slug}`);
  await writeIn(worktree, 'work.txt', 'work\n');
  await git(worktree, 'add', 'work.txt');
  await git(worktree, 'commit', '--quiet', '-m', 'Work');
  if (env['TRUSTS'] === 'yes') await cli(project, ['trust', '--yes'], { env });
  const { code } = await cli(project, ['finish', ticket.slug], { env });
  const after = (await document(project, ['show', ticket.slug])) as { ticket: { status: string } };
  return { project, worktree, code, status: after.ticket.status };
}

/** Something of a finished ticket that is the same whenever the settings are the same. */
function seenAfterFinish(see: (done: Finished) => unknown): (scene: Scene) => Promise<unknown> {
  return async (scene) => see(await finished(scene));
}

/** Subjects of the base and the files of its last commit, without what no two projects share. */
async function lastCommit({ project }: Finished): Promise<string> {
  const said = await git(project, 'log', '-1', '--format=%s', '--name-only', 'main');
  return said.replace(/[\da-f]{8}-[\da-f-]+/g, 'ID');
}

/** What each setting of finish does. */
export const finishEffects = {
  'git.merge': { values: ['squash', 'ff'], see: seenAfterFinish(lastCommit) },
  'git.check_command': {
    values: ['true', 'false'],
    see: (scene: Scene) => finished({ ...scene, env: { ...scene.env, TRUSTS: 'yes' } }).then(({ code }) => code),
  },
  'git.commit_template': { values: ['One {title}', 'Two {title}'], see: seenAfterFinish(lastCommit) },
  'git.finished_status': { values: ['done', 'review'], see: seenAfterFinish(({ status }) => status) },
  'git.commit_ticket': { values: ['on', 'off'], see: seenAfterFinish(lastCommit) },
  'git.remove_worktree': { values: ['on', 'off'], see: seenAfterFinish(({ worktree }) => existsSync(worktree)) },
  'git.remove_branch': {
    values: ['on', 'off'],
    see: seenAfterFinish(async ({ project }) => (await branchesOf(project)).length),
  },
} as const;
