import { TicketreeError } from '../../../domain/errors.js';
import type { Settings } from '../../../domain/resolveSettings.js';
import type { GitContext } from '../gitContext.js';
import type { StartRequest } from './startWork.js';

/** What a start is to do with git, by what the person says and by the settings. */
export interface StartWishes {
  readonly settings: Settings;
  /** Whether git was asked for, so that the start fails where there is none. */
  readonly isAsked: boolean;
  readonly inWorktree: boolean;
  readonly branchName: string | undefined;
  readonly base: string | null;
}

/** @returns null where git is left alone. @throws TicketreeError `git_off` */
export async function wishesFor(context: GitContext, request: StartRequest): Promise<StartWishes | null> {
  if (request.git === false) return null;
  const settings = await context.settings.read();
  const { worktree, branchName, base } = request;
  const isAsked = worktree !== undefined || branchName !== undefined || base !== undefined;
  if (!isAsked && !(settings.get('git.enabled') && settings.get('git.auto_branch'))) return null;
  const mayHaveWorktree = settings.get('git.worktree_enabled');
  if (worktree === true && !mayHaveWorktree) {
    throw new TicketreeError(
      'git_off',
      'The settings keep tickets from having worktrees.',
      'Start it with --no-worktree, or allow them with `ticketree config set git.worktree_enabled on`.',
    );
  }
  const inWorktree = worktree ?? (mayHaveWorktree && settings.get('git.worktree_default'));
  return { settings, isAsked, inWorktree, branchName, base: base ?? null };
}
