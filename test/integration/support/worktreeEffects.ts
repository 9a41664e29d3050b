import { existsSync } from 'node:fs';
import path from 'node:path';
import type { SettingKey } from '../../../src/domain/settings.js';
import { tempFolder } from '../../harness/tempStore.js';
import { cli, document, git, ticketOf } from './commands.js';
import { commitFile, initRepository } from './gitProject.js';
import type { Effect, Scene } from './settingEffect.js';

/** Whether the worktree of a ticket is there when the ticket has been closed. */
async function seenWhenClosed({ project, env }: Scene): Promise<unknown> {
  const place = await ticketWorktree(project);
  await cli(project, ['close', 'a'], { env });
  return existsSync(place);
}

/** Why the worktree of a closed ticket could go. */
async function seenOfClosedWorktree({ project, env }: Scene): Promise<unknown> {
  const place = await ticketWorktree(project);
  await commitFile(place, 'a.txt', 'a');
  await cli(project, ['close', 'a'], { env });
  const { worktrees } = await document(project, ['worktree', 'list'], { env });
  return (worktrees as { orphan: unknown }[]).map(({ orphan }) => orphan);
}

/** What of the trash a prune would forget. */
async function seenOfOldTrash({ project, env }: Scene): Promise<unknown> {
  await repositoryIn(project);
  await git(project, 'update-ref', 'refs/ticketree/trash/20200101T000000Z-00ff/old', 'HEAD');
  const { trash } = await document(project, ['worktree', 'prune', '--dry-run'], { env });
  return (trash as { name: unknown }[]).map(({ name }) => name);
}

async function repositoryIn(project: string): Promise<void> {
  await initRepository(project);
  await commitFile(project, 'README.md', 'Hello\n');
}

async function ticketWorktree(project: string): Promise<string> {
  await repositoryIn(project);
  const { slug } = await ticketOf(project, ['new', 'a']);
  const place = path.join(await tempFolder(), 'place');
  await git(project, 'worktree', 'add', '--quiet', '-b', `ticket/${slug}`, place);
  return place;
}

/** The settings of worktrees and of what they leave. */
export const worktreeEffects: Partial<Record<SettingKey, Effect>> = {
  'git.worktree_cleanup_on_close': { values: ['on', 'off'], see: seenWhenClosed },
  'git.stale_days': { values: ['0', 'null'], see: seenOfClosedWorktree },
  'git.trash_days': { values: ['30', 'null'], see: seenOfOldTrash },
};
