import type { Finding } from '../../domain/finding.js';
import type { Ticket } from '../../domain/ticket.js';
import type { TicketRow } from '../../domain/ticketRow.js';
import type { FoundWorktree } from './worktrees/findWorktree.js';
import type { Disposable } from '../../util/disposable.js';
import type { TrashRef } from '../../git/trashRefs.js';
import type { BranchChoices } from './start/branchChoices.js';
import type { ContinueRequest, FinishOutcome, FinishPlan, FinishRequest } from './finish/finishTypes.js';
import type { ProjectCommand } from './trust/commandTrust.js';
import { namesOfFlows } from './flows/flowFolder.js';
import { findRepository, requireRepository, type GitContext, type Repository } from './gitContext.js';
import { GitFiles } from './gitFiles.js';
import { FinishUndo } from './undo/finishUndo.js';
import type { RepositoryHint } from './repositoryWatcher.js';
import type { OpenedWorktree } from './worktrees/openWorktree.js';
import type { PrunePlan } from './worktrees/prunePlan.js';
import type { PruneResult } from './worktrees/pruneWorktrees.js';
import type { RemovalRequest, RemovedWorktree } from './worktrees/removeWorktree.js';
import type { CommandSurroundings } from './trust/runCommand.js';
import type { StartRequest, StartedWork } from './start/startWork.js';
import type { SwitchedTo } from './start/switchWork.js';
import type { WorktreeCache } from './worktrees/worktreeCache.js';
import type { WorktreeInfo } from './worktrees/worktreeInfo.js';
import type { WaitingFinish } from './finish/waitingFinishes.js';
import type { RestoredTrash } from './worktrees/worktreeTrash.js';
import type { DiffForm, TicketChanges } from './history/ticketChanges.js';
import type { TicketCommits } from './history/ticketCommits.js';
import type { BranchHere, TicketGit } from './ticketGit.js';

/**
 * What tickets do with git: a branch and a worktree for each, and the way home. Whatever takes code or processes is
 * loaded when it is asked for, since most commands never do.
 */
export class GitWork {
  /** Files as git keeps them. */
  readonly files: GitFiles;
  /** Taking back what {@link finish} has done. */
  readonly undo: FinishUndo;

  constructor(readonly context: GitContext) {
    this.files = new GitFiles(context);
    this.undo = new FinishUndo(context);
  }

  /** The clone that the store belongs to; null outside of git. No git is run. */
  repository(): Promise<Repository | null> {
    return findRepository(this.context);
  }

  /** As {@link repository}. @throws TicketreeError `git_off`, `no_repository` */
  requireRepository(): Promise<Repository> {
    return requireRepository(this.context);
  }

  /** The finishes that conflicts stopped. No git is run. */
  async waitingFinishes(): Promise<WaitingFinish[]> {
    const { waitingFinishes } = await import('./finish/waitingFinishes.js');
    return waitingFinishes(this.context);
  }

  /** Tells of what somebody's git does to the repository, until it is disposed. No git is run. */
  async watch({ commonDir }: Repository, onHint: (hint: RepositoryHint) => void): Promise<Disposable> {
    const { RepositoryWatcher } = await import('./repositoryWatcher.js');
    return new RepositoryWatcher(commonDir, onHint, this.context.logger);
  }

  /** What a person who starts a ticket may choose from. @throws TicketreeError */
  async branchChoices(id: string): Promise<BranchChoices> {
    const { branchChoices } = await import('./start/branchChoices.js');
    return branchChoices(this.context, id);
  }

  /**
   * Completes or takes back what dead processes left half done. Costs a look at a folder where there is nothing.
   * @returns how much there was; what fails is logged
   */
  async recover(): Promise<number> {
    const repository = await findRepository(this.context);
    if (repository === null || namesOfFlows(repository.commonDir).length === 0) return 0;
    const { recoverFlows } = await import('./flows/recoverFlows.js');
    return recoverFlows(this.context, repository);
  }

  /** @throws TicketreeError */
  async start(id: string, request: StartRequest = {}): Promise<StartedWork> {
    const { startWork } = await import('./start/startWork.js');
    return startWork(this.context, id, request);
  }

  /** Goes to the work on a ticket. @throws TicketreeError `no_repository`, `branch_not_found`, `git_failed` */
  async switch(id: string): Promise<SwitchedTo> {
    const { switchWork } = await import('./start/switchWork.js');
    return switchWork(this.context, id);
  }

  /** Makes the ticket of a branch that was gone to the active one, if that is wanted. @returns its id; else null */
  async followBranch(branch: string): Promise<string | null> {
    const { followBranch } = await import('./start/followBranch.js');
    return followBranch(this.context, branch);
  }

  /** Id of the ticket whose branch is checked out where the person stands; null where there is none. No git is run. */
  async ticketOfCheckout(): Promise<string | null> {
    const { ticketOfCheckout } = await import('./start/followBranch.js');
    return ticketOfCheckout(this.context);
  }

  /** The commands that the settings name, trusted or not. */
  async projectCommands(): Promise<ProjectCommand[]> {
    const { projectCommands } = await import('./trust/commandTrust.js');
    return projectCommands(this.context);
  }

  /** @throws TicketreeError */
  async trustCommands(commands: readonly string[]): Promise<void> {
    const { trustCommands } = await import('./trust/commandTrust.js');
    await trustCommands(this.context, commands);
  }

  /** @throws TicketreeError */
  async revokeTrust(): Promise<void> {
    const { revokeTrust } = await import('./trust/commandTrust.js');
    await revokeTrust(this.context);
  }

  /** Runs a trusted command of the settings at the person's terminal. @returns whether it succeeded */
  async runCommand(command: string, surroundings: CommandSurroundings): Promise<boolean> {
    const { runCommand } = await import('./trust/runCommand.js');
    return runCommand(command, surroundings);
  }

  /** What {@link finish} would do. @throws TicketreeError */
  async planFinish(id: string, request: FinishRequest = {}): Promise<FinishPlan> {
    const { planFinish } = await import('./finish/finishWork.js');
    return planFinish(this.context, id, request);
  }

  /** @throws TicketreeError */
  async finish(id: string, request: FinishRequest = {}): Promise<FinishOutcome> {
    const { finishWork } = await import('./finish/finishWork.js');
    return finishWork(this.context, id, request);
  }

  /** @throws TicketreeError `nothing_to_continue`, `merge_conflict` */
  async continueFinish(id: string, request: ContinueRequest = {}): Promise<FinishOutcome> {
    const { continueFinish } = await import('./finish/continueFinish.js');
    return continueFinish(this.context, id, request);
  }

  /** @throws TicketreeError `nothing_to_continue` */
  async abortFinish(id: string): Promise<Ticket> {
    const { abortFinish } = await import('./finish/continueFinish.js');
    return abortFinish(this.context, id);
  }

  /** Where the work on a ticket is; null where it has no branch. No git is run. */
  async ofTicket(ticket: Ticket): Promise<TicketGit | null> {
    const { gitOfTicket } = await import('./ticketGit.js');
    return gitOfTicket(this.context, ticket);
  }

  /** What is checked out where the person stands; null for no branch. No git is run. */
  async here(rows: readonly TicketRow[]): Promise<BranchHere | null> {
    const { branchHere } = await import('./ticketGit.js');
    return branchHere(this.context, rows);
  }

  /** The commits of a ticket's branch, and those that mention it. @throws TicketreeError */
  async ticketCommits(id: string, limit?: number): Promise<TicketCommits> {
    const { ticketCommits } = await import('./history/ticketCommits.js');
    return ticketCommits(this.context, id, limit);
  }

  /** The files that the work on a ticket has changed. @throws TicketreeError `branch_not_found`, `ref_not_found` */
  async ticketChanges(id: string, options?: { readonly uncommitted?: boolean }): Promise<TicketChanges> {
    const { ticketChanges } = await import('./history/ticketChanges.js');
    return ticketChanges(this.context, id, options);
  }

  /** What {@link ticketChanges} found, in git's own words. @throws TicketreeError */
  async ticketDiff(changes: TicketChanges, form: DiffForm): Promise<string> {
    const { diffText } = await import('./history/ticketChanges.js');
    return diffText(this.context, changes, form);
  }

  /** @throws TicketreeError */
  async worktrees(cache?: WorktreeCache): Promise<WorktreeInfo[]> {
    const { listWorktreeInfo } = await import('./worktrees/worktreeInfo.js');
    return listWorktreeInfo(this.context, cache);
  }

  /** Finds a worktree by path, branch or ticket. @throws TicketreeError `worktree_not_found`, `ticket_ambiguous` */
  async findWorktree(reference: string): Promise<FoundWorktree> {
    const { findWorktree } = await import('./worktrees/findWorktree.js');
    return findWorktree(this.context, reference);
  }

  /** How much the files of a worktree take, in bytes. @param others paths of the other worktrees */
  async worktreeSize(path: string, others: readonly string[]): Promise<number> {
    const { worktreeSize } = await import('./worktrees/worktreeSize.js');
    return worktreeSize(path, others);
  }

  /** Keeps a worktree from being removed. @throws TicketreeError `worktree_not_found`, `worktree_locked` */
  async lockWorktree(reference: string, reason: string): Promise<FoundWorktree> {
    const { lockWorktree } = await import('./worktrees/worktreeLock.js');
    return lockWorktree(this.context, reference, reason);
  }

  /** @throws TicketreeError `worktree_not_found`, `worktree_locked` for one that is being made */
  async unlockWorktree(reference: string): Promise<FoundWorktree> {
    const { unlockWorktree } = await import('./worktrees/worktreeLock.js');
    return unlockWorktree(this.context, reference);
  }

  /** Mends links after a move. @param paths where worktrees are now that have moved. @returns what was mended */
  async repairWorktrees(paths: readonly string[]): Promise<string[]> {
    const { repairWorktrees } = await import('./worktrees/repairWorktrees.js');
    return repairWorktrees(this.context, paths);
  }

  /** Removes a worktree, keeping what would be lost. @throws TicketreeError `unsaved_work`, `worktree_in_use` */
  async removeWorktree(reference: string, request: RemovalRequest = {}): Promise<RemovedWorktree> {
    const { removeWorktree } = await import('./worktrees/removeWorktree.js');
    return removeWorktree(this.context, reference, request);
  }

  /** Deleted branches and the work of removed worktrees, the latest first. @throws TicketreeError */
  async worktreeTrash(): Promise<TrashRef[]> {
    const { listWorktreeTrash } = await import('./worktrees/worktreeTrash.js');
    return listWorktreeTrash(this.context);
  }

  /** Makes a branch of it. @param reference name of the branch, or of the ref. @throws TicketreeError `ref_not_found` */
  async restoreWorktreeTrash(reference: string): Promise<RestoredTrash> {
    const { restoreWorktreeTrash } = await import('./worktrees/worktreeTrash.js');
    return restoreWorktreeTrash(this.context, reference);
  }

  /** Forgets it for ever. @throws TicketreeError `git_locked` */
  async emptyWorktreeTrash(trash: readonly TrashRef[]): Promise<void> {
    const { emptyWorktreeTrash } = await import('./worktrees/worktreeTrash.js');
    await emptyWorktreeTrash(this.context, trash);
  }

  /**
   * Finds a worktree, or makes one for a ticket that has none.
   * @param findTicket id of the ticket that a person means
   * @throws TicketreeError `worktree_not_found`, and as {@link start}
   */
  async openWorktree(reference: string, findTicket: (reference: string) => Promise<string>): Promise<OpenedWorktree> {
    const { openWorktree } = await import('./worktrees/openWorktree.js');
    return openWorktree(this.context, reference, findTicket);
  }

  /** Which worktrees, and what of the trash, could go and why; nothing is changed. @throws TicketreeError */
  async planPrune(): Promise<PrunePlan> {
    const { planPrune } = await import('./worktrees/prunePlan.js');
    return planPrune(this.context);
  }

  /** Does what {@link planPrune} said, as far as it still holds. @throws TicketreeError */
  async prune(plan: PrunePlan): Promise<PruneResult> {
    const { pruneWorktrees } = await import('./worktrees/pruneWorktrees.js');
    return pruneWorktrees(this.context, plan);
  }

  /** Removes the worktrees of closed tickets where the settings want it and nothing would be lost. Fails nothing. */
  async cleanUpClosed(ids: readonly string[]): Promise<void> {
    if (!(await this.context.settings.get('git.worktree_cleanup_on_close'))) return;
    const { cleanUpClosed } = await import('./worktrees/cleanUpClosed.js');
    await cleanUpClosed(this.context, ids).catch((error: unknown) => {
      this.context.logger.error('the worktrees of closed tickets could not be removed', error);
    });
  }

  /** What is wrong between tickets and git, for the doctor; nothing is changed. */
  async examine(): Promise<Finding[]> {
    const { examineGit } = await import('./gitFindings.js');
    return examineGit(this.context);
  }

  /** Mends what {@link examine} calls fixable. @throws TicketreeError */
  async mend(): Promise<void> {
    const { mendGit } = await import('./gitFindings.js');
    await mendGit(this.context);
  }
}
