import { isBranchName } from '../../../domain/branchName.js';
import { TicketreeError } from '../../../domain/errors.js';
import type { RefPlace } from '../../../git/refPlaces.js';
import { branchRef } from '../../../git/refs.js';
import { remoteDefault } from '../../../git/remoteDefault.js';
import { readHeadBranch } from '../../../git/worktreeFiles.js';
import type { GitContext, Repository } from '../gitContext.js';

/** What a new branch starts at. */
export interface StartPoint {
  /** Short name of the branch that the work goes back to; null for a tag or a bare commit. */
  readonly base: string | null;
  /** Id of the commit. */
  readonly from: string;
  /** One sentence where it is not the obvious one. */
  readonly note: string | null;
}

/** The refs that tell where a branch of that base starts, as patterns for `listRefPlaces`. */
export function patternsOfBase(named: string | null): string[] {
  const byName = named !== null && isBranchName(named);
  const heads = ['refs/heads', 'refs/remotes/*/HEAD'];
  return byName ? [...heads, `refs/remotes/*/${named}`, `refs/remotes/${named}`, `refs/tags/${named}`] : heads;
}

/**
 * Finds where a branch starts: at what a person names, at what the settings name, at the remote's default branch, at
 * the branch that is checked out here.
 * @param refs what {@link patternsOfBase} finds
 * @throws TicketreeError `ref_not_found`, `unborn_branch`, `detached_head`
 */
export async function findStartPoint(
  context: GitContext,
  repository: Repository,
  refs: readonly RefPlace[],
  named: { readonly byPerson: string | null; readonly bySettings: string | null },
): Promise<StartPoint> {
  const name = named.byPerson ?? named.bySettings;
  if (name !== null) {
    const local = refs.find((ref) => ref.name === branchRef(name));
    if (local) return named.byPerson === null ? fresh(context, repository, refs, local) : pointAt(local, name);
    const other = await elsewhere(context, repository, refs, name);
    if (other === null) throw nowhere(repository, refs, name);
    return other;
  }
  const remote = remoteDefault(refs);
  if (remote) {
    const local = refs.find((ref) => ref.name === branchRef(remote.branch));
    return local ? fresh(context, repository, refs, local) : { base: remote.branch, from: remote.head.id, note: null };
  }
  return currentBranch(repository, refs);
}

/** A local branch, unless it only lags behind the branch that it follows. */
async function fresh(
  { runner }: GitContext,
  { checkout }: Repository,
  refs: readonly RefPlace[],
  local: RefPlace,
): Promise<StartPoint> {
  const base = local.name.slice('refs/heads/'.length);
  const upstream = refs.find((ref) => ref.name === local.upstream) ?? headOf(refs, local.upstream);
  if (!upstream || upstream.id === local.id) return pointAt(local, base);
  const args = ['merge-base', '--is-ancestor', local.id, upstream.id];
  if ((await runner.run(checkout, args, { accept: [1] })).code === 1) return pointAt(local, base);
  const note = `${base} is behind ${shortRemote(local.upstream ?? '')}, so the branch starts from the latter.`;
  return { base, from: upstream.id, note };
}

/** The HEAD of a remote stands for its default branch, which need not have been asked for by name. */
function headOf(refs: readonly RefPlace[], target: string | null): RefPlace | undefined {
  return target === null ? undefined : refs.find(({ symref }) => symref === target);
}

/** A name that is no local branch: a remote's branch, a tag, a commit. */
async function elsewhere(
  { runner }: GitContext,
  { checkout }: Repository,
  refs: readonly RefPlace[],
  name: string,
): Promise<StartPoint | null> {
  const exact = refs.find((ref) => ref.name === `refs/remotes/${name}`);
  if (exact) return pointAt(exact, (exact.symref ?? exact.name).split('/').slice(3).join('/'));
  const tag = refs.find((ref) => ref.name === `refs/tags/${name}`);
  if (tag) return pointAt(tag, null);
  const remote = remoteBranch(refs, name);
  if (remote) return pointAt(remote, name);
  // git would take it for an option.
  if (name.startsWith('-')) return null;
  const args = ['rev-parse', '--verify', '--quiet', `${name}^{commit}`];
  const { code, stdout } = await runner.run(checkout, args, { accept: [1, 128] });
  return code === 0 ? { base: null, from: stdout.trim(), note: null } : null;
}

function nowhere({ gitDir }: Repository, refs: readonly RefPlace[], name: string): TicketreeError {
  if (!refs.some((ref) => ref.name.startsWith('refs/heads/'))) return unborn(readHeadBranch(gitDir));
  return new TicketreeError(
    'ref_not_found',
    `git knows no branch, tag or commit "${name}".`,
    'Name another with --base, fetch it first, or change it with `ticketree config set git.base`.',
  );
}

function currentBranch({ gitDir }: Repository, refs: readonly RefPlace[]): StartPoint {
  const branch = readHeadBranch(gitDir);
  if (branch === null) {
    throw new TicketreeError(
      'detached_head',
      'No branch is checked out, and no remote says which is its default branch.',
      'Name what to start from, as with `--base main`, or set git.base.',
    );
  }
  const ref = refs.find(({ name }) => name === branchRef(branch));
  if (ref) return pointAt(ref, branch);
  throw unborn(branch);
}

/** A remote's branch of that name; origin's if several have one. */
export function remoteBranch(refs: readonly RefPlace[], branch: string): RefPlace | null {
  const found = refs.filter(
    ({ name }) => name.startsWith('refs/remotes/') && name.split('/').slice(3).join('/') === branch,
  );
  return found.find(({ name }) => name === `refs/remotes/origin/${branch}`) ?? found[0] ?? null;
}

/** `origin/main` for `refs/remotes/origin/main`. */
export function shortRemote(ref: string): string {
  return ref.replace(/^refs\/remotes\//, '');
}

function pointAt({ id }: RefPlace, base: string | null): StartPoint {
  return { base, from: id, note: null };
}

function unborn(branch: string | null): TicketreeError {
  return new TicketreeError(
    'unborn_branch',
    `The branch ${branch ?? ''} has no commit yet, so nothing can be started from it.`,
    'Commit something first, as with `git commit --allow-empty -m "Begin"`, or start the ticket with `--no-branch`.',
  );
}
