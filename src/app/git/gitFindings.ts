import { basename, join } from 'node:path';
import { TicketreeError } from '../../domain/errors.js';
import type { Finding, FindingCode } from '../../domain/finding.js';
import { isOpen, type TicketRow } from '../../domain/ticketRow.js';
import { isHalfMade } from '../../git/halfMade.js';
import { branchRef, listRefs } from '../../git/refs.js';
import { listTrash } from '../../git/trashRefs.js';
import { gitDirOf } from '../../git/worktreeAdmin.js';
import { halfMade } from '../../git/worktreeList.js';
import { readWorktreeFiles } from '../../git/worktreeFiles.js';
import { isStaleLock } from '../../store/lock/breakLock.js';
import { FlowFiles, isAbandoned, nameOfFlow } from './flows/flowFile.js';
import { flowFolder, flowPath, namesOfFlows, ticketsWithFlow } from './flows/flowFolder.js';
import { findRepository, type GitContext, type Repository } from './gitContext.js';
import { removeWorktree } from './worktrees/removeWorktree.js';

/** What is wrong between tickets and git; nothing is changed. Outside of git, and where it is off, nothing is looked at. */
export async function examineGit(context: GitContext): Promise<Finding[]> {
  const repository = await findRepository(context);
  if (repository === null || !(await context.settings.get('git.enabled'))) return [];
  return [
    ...(await checkFlows(repository)),
    ...(await staleLocks(repository)).map((path) =>
      find('stuck-lock', path, 'its holder is dead or has not been heard of for 30 s', true),
    ),
    ...(await checkWorktrees(context, repository)),
    ...(await checkBranches(context, repository)),
  ];
}

/** Mends what {@link examineGit} calls fixable, as far as it may run git. What was staged, or lay there, is kept. */
export async function mendGit(context: GitContext): Promise<void> {
  const repository = await findRepository(context);
  if (repository === null || !(await context.settings.get('git.enabled'))) return;
  const flows = new FlowFiles(repository.commonDir);
  // Whoever takes a stale lock breaks it.
  for (const path of await staleLocks(repository)) {
    await flows.exclusively(basename(path, '.lock'), 'doctor', () => Promise.resolve());
  }
  const { recoverFlows } = await import('./flows/recoverFlows.js');
  await recoverFlows(context, repository);
  for (const { file, fixable } of await checkWorktrees(context, repository)) {
    if (!fixable) continue;
    await removeWorktree(context, file, { keepBranch: true }).catch((error: unknown) => {
      if (!TicketreeError.is(error)) throw error;
      context.logger.warn(`the worktree ${file} could not be removed: ${error.message}`);
    });
  }
}

async function checkFlows({ commonDir }: Repository): Promise<Finding[]> {
  const flows = new FlowFiles(commonDir);
  const found: Finding[] = [];
  for (const ticket of ticketsWithFlow(commonDir)) {
    const path = flowPath(commonDir, ticket);
    const flow = await flows.read(ticket);
    if (flow === null) found.push(find('unfinished-git', path, 'cannot be read; remove this file', false));
    else if (isAbandoned(flow)) {
      found.push(find('unfinished-git', path, `its process died in the middle of ${nameOfFlow(flow)}`, true));
    }
  }
  return found;
}

async function staleLocks({ commonDir }: Repository): Promise<string[]> {
  const stale: string[] = [];
  for (const name of namesOfFlows(commonDir)) {
    const path = join(flowFolder(commonDir), name);
    if (name.endsWith('.lock') && (await isStaleLock(path).catch(() => false))) stale.push(path);
  }
  return stale;
}

/** By git's own files alone. */
async function checkWorktrees({ clock }: GitContext, { commonDir }: Repository): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const { path, locked, isThere } of await readWorktreeFiles(commonDir)) {
    const isHalf = locked === halfMade && (await isHalfMade({ path, locked }, await gitDirOf(path), clock()));
    if (isHalf) found.push(find('half-made-worktree', path, 'git was stopped while it made this worktree', true));
    else if (!isThere && locked === null) {
      const advice = 'if it was moved, run `ticketree worktree repair PATH` before mending';
      found.push(find('missing-worktree', path, `the folder of this worktree is gone; ${advice}`, true));
    }
  }
  return found;
}

/** What open tickets say of their branches, by the tickets' own words and by the branches of this clone. */
async function checkBranches(context: GitContext, repository: Repository): Promise<Finding[]> {
  const rows = (await context.store.readRows()).rows.filter((row) => isOpen(row) && row.branch !== null);
  if (rows.length === 0) return [];
  return [...sharedBranches(rows), ...(await lostBranches(context, repository, rows))];
}

/** A branch comes home once, for one ticket; the others would wait for ever. */
function sharedBranches(rows: readonly TicketRow[]): Finding[] {
  const owners = new Map(rows.toReversed().map(({ branch, slug }) => [branch, slug]));
  return rows.flatMap(({ id, slug, branch }) => {
    const owner = owners.get(branch);
    if (owner === slug) return [];
    const says = `its branch ${branch} is also that of ${owner}, and comes home with one of them alone`;
    return [find('shared-branch', `tickets/${id}.yaml`, says, false)];
  });
}

/** Those deleted in this clone. That of somebody else may never have been in it. */
async function lostBranches(
  { runner }: GitContext,
  { commonDir }: Repository,
  rows: readonly TicketRow[],
): Promise<Finding[]> {
  try {
    const [trash, refs] = [await listTrash(runner, commonDir), await listRefs(runner, commonDir, ['refs/heads/'])];
    const deleted = new Set(trash.filter(({ kind }) => kind === 'branch').map(({ name }) => name));
    const present = new Set(refs.map(({ name }) => name));
    return rows.flatMap(({ id, branch }) => {
      if (branch === null || present.has(branchRef(branch)) || !deleted.has(branch)) return [];
      const says = `its branch ${branch} was deleted; \`ticketree worktree trash restore ${branch}\` brings it back`;
      return [find('lost-branch', `tickets/${id}.yaml`, says, false)];
    });
  } catch (error) {
    // Where git may not be run, or is not there, its refs are not looked at.
    if (TicketreeError.is(error)) return [];
    throw error;
  }
}

function find(code: FindingCode, file: string, message: string, fixable: boolean): Finding {
  return { code, file, line: null, message, fixable };
}
