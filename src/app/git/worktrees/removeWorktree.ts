import { realpath, rm, rmdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { TicketreeError } from '../../../domain/errors.js';
import { isHalfMade } from '../../../git/halfMade.js';
import { gitDirOf, isThere } from '../../../git/worktreeAdmin.js';
import { readWorktreeFiles } from '../../../git/worktreeFiles.js';
import type { Worktree } from '../../../git/worktreeList.js';
import { freeModules, putModulesAside } from '../../../git/worktreeModules.js';
import { removeMergedBranch } from './branchRemoval.js';
import { findWorktree, type FoundWorktree } from './findWorktree.js';
import { FlowFiles } from '../flows/flowFile.js';
import { requireRepository, type GitContext, type Repository } from '../gitContext.js';
import {
  brokenLink,
  refuseGoing,
  refuseInUse,
  refuseUnkeepable,
  refuseUnsaved,
  refuseWaitingFinish,
  worktreeGone,
} from './removalRefusals.js';
import { snapshotRest, snapshotWorktree } from './worktreeSnapshot.js';
import { readWork, unsavedIn } from './worktreeWork.js';
import { worktreesOf } from '../worktreesOf.js';

/** How a worktree is to be removed. */
export interface RemovalRequest {
  /** Whether work that would be lost is put into the trash and removed, instead of being refused. */
  readonly force?: boolean;
  readonly keepBranch?: boolean;
  /** Whether the person may stand in it. */
  readonly fromInside?: boolean;
}

/** What was removed, and what keeps it. */
export interface RemovedWorktree {
  readonly path: string;
  /** Short name of the branch that it was on; null for a detached head. */
  readonly branch: string | null;
  readonly ticket: FoundWorktree['ticket'];
  readonly removedBranch: boolean;
  /** Trash refs that keep what was not committed, and the tip of the branch. */
  readonly keptIn: readonly string[];
  /** One sentence each, for a person. */
  readonly notes: readonly string[];
}

/**
 * Removes a worktree, and the branch of a ticket if all of it stands elsewhere. Whatever would be lost is refused or,
 * where the person insists, kept in a trash ref first; what nobody would miss but stands nowhere else is kept unasked.
 * @param reference path, branch or ticket
 * @throws TicketreeError `worktree_not_found`, `unsaved_work`, `worktree_in_use`, `worktree_locked`, `worktree_nested`
 */
export async function removeWorktree(
  context: GitContext,
  reference: string,
  request: RemovalRequest = {},
): Promise<RemovedWorktree> {
  const repository = await requireRepository(context);
  const found = await findWorktree(context, reference);
  const { ticket, worktree } = found;
  const flows = new FlowFiles(repository.commonDir);
  // A start of the same ticket would offer the worktree that is just going.
  return flows.exclusively(ticket?.id ?? `worktree-${basename(worktree.path)}`, 'remove worktree', async () => {
    if (ticket !== null) await refuseWaitingFinish(flows, ticket.id);
    return removeFound(context, repository, found, request);
  });
}

async function removeFound(
  context: GitContext,
  repository: Repository,
  { worktree: { path }, ticket, isNamedLikeOne }: FoundWorktree,
  request: RemovalRequest,
): Promise<RemovedWorktree> {
  await refuseGoing(path);
  const all = await worktreesOf(context.runner, repository);
  const worktree = all.find((each) => each.path === path);
  if (worktree === undefined) throw worktreeGone(path);
  const gitDir = await adminOf(repository, worktree);
  const half = await isHalfMade(worktree, gitDir, context.clock());
  refuseInUse(context, worktree, all, { fromInside: request.fromInside ?? false, isHalfMade: half });
  if (gitDir === null) throw worktreeGone(path);
  const linked = await gitDirOf(path);
  if (linked !== null && !(await isSamePlace(linked, gitDir))) throw brokenLink(path);
  const isWhole = !half && linked !== null;
  const { kept, notes } = isWhole
    ? await removeWhole(context, repository, worktree, { gitDir, force: request.force ?? false })
    : await removeRest(context, repository, worktree, gitDir);
  const { branch } = worktree;
  const isTicketBranch = branch !== null && (ticket !== null || isNamedLikeOne);
  const removal =
    !isTicketBranch || request.keepBranch === true
      ? { keptIn: null, note: null }
      : await removeMergedBranch(context, repository, branch, ticket);
  return {
    ...{ path, branch, ticket },
    removedBranch: removal.keptIn !== null,
    keptIn: [kept, removal.keptIn].filter((ref) => ref !== null),
    notes: [...notes, ...(removal.note === null ? [] : [removal.note])],
  };
}

interface Removed {
  /** Ref that keeps what was in it; null where nothing would be lost. */
  readonly kept: string | null;
  readonly notes: readonly string[];
}

/** Removes what is left of a worktree that was never finished, or whose folder is gone. */
async function removeRest(
  context: GitContext,
  repository: Repository,
  worktree: Worktree,
  gitDir: string,
): Promise<Removed> {
  const kept = await snapshotRest(context, repository, worktree, gitDir);
  const notes = await removeByGit(context, repository, worktree, { gitDir, flags: ['--force', '--force'] });
  return { kept, notes };
}

/**
 * Removes a worktree that is all there, with all that is looked at before.
 * @param gitDir its own folder inside git's
 * @param force whether work that would be lost is put into the trash instead of being refused
 * @throws TicketreeError `unsaved_work`, `worktree_nested`, `git_failed`
 */
export async function removeWhole(
  context: GitContext,
  repository: Repository,
  worktree: Worktree,
  { gitDir, force }: { readonly gitDir: string; readonly force: boolean },
): Promise<Removed> {
  const { path } = worktree;
  const work = await readWork(context, repository, worktree, gitDir);
  refuseUnkeepable(path, work);
  if (!force) refuseUnsaved(path, unsavedIn(work, repository));
  // git refuses to look into submodules, and looks at nothing when it is forced; then we look twice.
  const hasModules = (await isThere(join(path, '.gitmodules'))) || (await isThere(join(gitDir, 'modules')));
  const isForced = work.differs || hasModules;
  const isKept = isForced || work.loose.length > 0 || work.unfinished !== null;
  const kept = isKept ? await snapshotWorktree(context, repository, worktree, gitDir) : null;
  const aside = await putModulesAside(repository.commonDir, gitDir, context.clock());
  const notes = await removeByGit(context, repository, worktree, { gitDir, flags: isForced ? ['--force'] : [] }).catch(
    async (error: unknown) => {
      await aside?.undo();
      throw error;
    },
  );
  if (aside === null) return { kept, notes };
  await freeModules(context.runner, repository.commonDir, aside.path).catch((error: unknown) => {
    context.logger.warn(`${aside.path} still says where its files were`, error);
  });
  return { kept, notes: [...notes, `The repositories of its submodules are kept in ${aside.path}.`] };
}

/** @returns notes for a person. @throws TicketreeError `worktree_not_found` where somebody else was quicker */
async function removeByGit(
  { runner }: GitContext,
  { commonDir }: Repository,
  { path }: Worktree,
  { gitDir, flags }: { readonly gitDir: string; readonly flags: readonly string[] },
): Promise<string[]> {
  try {
    await runner.run(commonDir, ['worktree', 'remove', ...flags, '--', path]);
    return [];
  } catch (error) {
    if (!TicketreeError.is(error, 'git_failed')) throw error;
    if (await isThere(gitDir)) {
      if (await isThere(join(path, '.git'))) throw error;
      return forgetWithoutLink(path, gitDir);
    }
    // git forgets a worktree even if it cannot delete all of its folder.
    if (await isThere(path)) return [`Files are left in ${path}: ${error.message}`];
    throw worktreeGone(path);
  }
}

/** git removes no worktree whose folder has lost its link; what lies in the folder is let be. @returns notes */
async function forgetWithoutLink(path: string, gitDir: string): Promise<string[]> {
  await rm(gitDir, { recursive: true, force: true });
  await rmdir(path).catch(() => undefined);
  return (await isThere(path)) ? [`${path} is no worktree any more; its files are still there.`] : [];
}

async function isSamePlace(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((path) => realpath(path).catch(() => null)));
  return first !== null && first === second;
}

/** Its own folder inside git's, also where its files are gone. */
async function adminOf({ commonDir }: Repository, { path }: Worktree): Promise<string | null> {
  const files = await readWorktreeFiles(commonDir);
  const file = files.find((each) => each.path === path);
  return file === undefined ? gitDirOf(path) : join(commonDir, 'worktrees', file.name);
}
