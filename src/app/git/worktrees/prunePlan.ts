import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TicketreeError } from '../../../domain/errors.js';
import { isOpen } from '../../../domain/ticketRow.js';
import { listRefs } from '../../../git/refs.js';
import { expiredTrash, listTrash, type TrashRef } from '../../../git/trashRefs.js';
import { gitDirOf } from '../../../git/worktreeAdmin.js';
import type { Worktree } from '../../../git/worktreeList.js';
import { expiredModules } from '../../../git/worktreeModules.js';
import { bringsNothing } from './branchRemoval.js';
import { requireRepository, type GitContext, type Repository } from '../gitContext.js';
import { FinishRecords } from '../undo/finishRecord.js';
import { movedWorktrees } from './movedWorktrees.js';
import { refuseInUse, refuseUnkeepable, refuseUnsaved } from './removalRefusals.js';
import { refOfBase } from './worktreeBase.js';
import { listWorktreeInfo, type WorktreeInfo } from './worktreeInfo.js';
import { readWork, unsavedIn } from './worktreeWork.js';
import { worktreesOf } from '../worktreesOf.js';

/** A worktree that could go. */
interface PrunableWorktree {
  readonly path: string;
  /** Short name; null for a detached head. */
  readonly branch: string | null;
  /** Why it could go: one sentence. */
  readonly why: string;
  /** Why it stays all the same, one sentence; null where it goes. */
  readonly stays: string | null;
}

/** What a prune would do. */
export interface PrunePlan {
  readonly worktrees: readonly PrunableWorktree[];
  /** What of the trash is older than the settings keep it. */
  readonly trash: readonly TrashRef[];
  /** Paths of files and folders inside git's that belong to nothing any more. */
  readonly leftovers: readonly string[];
}

/** After so long nobody is making a worktree of which git has written down no more than a lock. */
const quietMillis = 10 * 60_000;

/** Finds what could go and why; nothing is changed. @throws TicketreeError `no_repository`, `git_off` */
export async function planPrune(context: GitContext): Promise<PrunePlan> {
  const repository = await requireRepository(context);
  const { runner, clock, settings } = context;
  const { commonDir } = repository;
  const [infos, worktrees, days] = await Promise.all([
    listWorktreeInfo(context),
    worktreesOf(runner, repository),
    settings.get('git.trash_days'),
  ]);
  const found: PrunableWorktree[] = [];
  for (const info of infos) {
    const why = info.orphan ?? (await squashedReason(context, repository, info, worktrees));
    if (why === null) continue;
    const { path, branch } = info;
    found.push({ path, branch, why, stays: await stayReason(context, repository, info, worktrees) });
  }
  const now = clock();
  return {
    worktrees: found,
    trash: expiredTrash(await listTrash(runner, commonDir), days, now),
    leftovers: [
      ...(await expiredModules(commonDir, days, now)),
      ...(await new FinishRecords(commonDir).expired(days, now)),
      ...(await lostFolders(commonDir, now)),
    ],
  };
}

/** Of a ticket that is closed: whether its base has all that its commits bring, as after a squash. */
async function squashedReason(
  context: GitContext,
  repository: Repository,
  { ticket, base, path, isMain, ahead }: WorktreeInfo,
  worktrees: readonly Worktree[],
): Promise<string | null> {
  if (isMain || ticket === null || base === null || ahead === null || ahead === 0) return null;
  const row = context.store.row(ticket.id) ?? (await context.store.readRows()).rows.find(({ id }) => id === ticket.id);
  if (row === undefined || (isOpen(row) && row.status !== 'review')) return null;
  const head = worktrees.find((each) => each.path === path)?.head ?? null;
  const patterns = [`refs/heads/${base}`, `refs/remotes/*/${base}`];
  const ref = refOfBase(base, await listRefs(context.runner, repository.commonDir, patterns));
  if (head === null || ref === null) return null;
  return (await bringsNothing(context, repository, head, ref.id)) ? `Its work is in ${base}.` : null;
}

/** Why a worktree that could go is not removed: what a removal would refuse. */
async function stayReason(
  context: GitContext,
  repository: Repository,
  { path, state }: WorktreeInfo,
  worktrees: readonly Worktree[],
): Promise<string | null> {
  if (state === 'missing') {
    const moved = (await movedWorktrees(repository.commonDir)).find(({ from }) => from === path);
    if (moved) return `It has moved to ${moved.to}; \`ticketree worktree repair\` mends that.`;
  }
  const worktree = worktrees.find((each) => each.path === path);
  if (worktree === undefined) return null;
  try {
    refuseInUse(context, worktree, worktrees, { fromInside: false, isHalfMade: state === 'halfMade' });
    const gitDir = state === 'there' ? await gitDirOf(path) : null;
    if (gitDir === null) return null;
    const work = await readWork(context, repository, worktree, gitDir);
    refuseUnkeepable(path, work);
    refuseUnsaved(path, unsavedIn(work, repository));
    return null;
  } catch (error) {
    if (TicketreeError.is(error)) return error.message;
    throw error;
  }
}

/** Folders of worktrees in git's own folder of which git knows no place, since it was stopped right at the start. */
async function lostFolders(commonDir: string, now: Date): Promise<string[]> {
  const folder = join(commonDir, 'worktrees');
  const lost: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const place = (await readFile(join(path, 'gitdir'), 'utf8').catch(() => '')).trim();
    const stats = await stat(path).catch(() => null);
    if (place === '' && stats !== null && now.getTime() - stats.mtimeMs > quietMillis) lost.push(path);
  }
  return lost;
}
