import { commandIds } from '../commandIds.js';
import type { Handler } from '../commands/commandContext.js';
import { acceptMessage } from './editMessage.js';
import { lockWorktree, repairWorktrees, unlockWorktree } from './keepWorktrees.js';
import { pruneWorktrees } from './pruneWorktrees.js';
import { removeWorktree, restoreWork } from './removeWorktrees.js';
import { completeMerge } from './resolveConflicts.js';
import {
  abortFinish,
  continueFinish,
  createPullRequest,
  finishWork,
  showChanges,
  showCommits,
  showConflicts,
  startWork,
  switchToTicket,
  undoFinish,
} from './workCommands.js';
import { addWorktreeToWorkspace, openWorktree, openWorktreeTerminal, revealWorktree } from './worktreeCommands.js';

/** The commands that work with git, besides the one that starts a ticket. */
export const gitHandlers = {
  [commandIds.startWork]: startWork,
  [commandIds.switchToTicket]: switchToTicket,
  [commandIds.finishWork]: finishWork,
  [commandIds.continueFinish]: continueFinish,
  [commandIds.abortFinish]: abortFinish,
  [commandIds.undoFinish]: undoFinish,
  [commandIds.resolveConflicts]: showConflicts,
  [commandIds.completeMerge]: completeMerge,
  [commandIds.createPullRequest]: createPullRequest,
  [commandIds.showChanges]: showChanges,
  [commandIds.showCommits]: showCommits,
  [commandIds.lockWorktree]: lockWorktree,
  [commandIds.unlockWorktree]: unlockWorktree,
  [commandIds.removeWorktree]: removeWorktree,
  [commandIds.pruneWorktrees]: pruneWorktrees,
  [commandIds.restoreWork]: restoreWork,
  [commandIds.repairWorktrees]: repairWorktrees,
  [commandIds.acceptMessage]: acceptMessage,
  [commandIds.openWorktree]: openWorktree,
  [commandIds.addWorktreeToWorkspace]: addWorktreeToWorkspace,
  [commandIds.openWorktreeTerminal]: openWorktreeTerminal,
  [commandIds.revealWorktree]: revealWorktree,
  [commandIds.refreshWorktrees]: ({ worktrees }) => worktrees.refresh(),
} satisfies Record<string, Handler>;
