import { commandIds } from '../commandIds.js';
import type { Handler } from '../commands/commandContext.js';
import { acceptMessage } from './editMessage.js';
import { abortFinish, continueFinish, finishWork, showConflicts, startWork } from './workCommands.js';
import { addWorktreeToWorkspace, openWorktree, openWorktreeTerminal, revealWorktree } from './worktreeCommands.js';

/** The commands that work with git, besides the one that starts a ticket. */
export const gitHandlers = {
  [commandIds.startWork]: startWork,
  [commandIds.finishWork]: finishWork,
  [commandIds.continueFinish]: continueFinish,
  [commandIds.abortFinish]: abortFinish,
  [commandIds.resolveConflicts]: showConflicts,
  [commandIds.acceptMessage]: acceptMessage,
  [commandIds.openWorktree]: openWorktree,
  [commandIds.addWorktreeToWorkspace]: addWorktreeToWorkspace,
  [commandIds.openWorktreeTerminal]: openWorktreeTerminal,
  [commandIds.revealWorktree]: revealWorktree,
  [commandIds.refreshWorktrees]: ({ worktrees }) => worktrees.refresh(),
} satisfies Record<string, Handler>;
