import { isBranchName } from '../../../domain/branchName.js';
import { TicketreeError } from '../../../domain/errors.js';
import type { GitLink } from '../../../domain/gitLink.js';
import { branchRef, type Ref } from '../../../git/refs.js';
import { remoteDefault } from '../../../git/remoteDefault.js';
import type { Worktree } from '../../../git/worktreeList.js';
import type { FinishRequest } from './finishTypes.js';

interface Asked {
  readonly request: FinishRequest;
  readonly link: GitLink | null;
  /** What `git.base` says. */
  readonly setting: string | null;
  readonly refs: readonly Ref[];
  readonly worktrees: readonly Worktree[];
  /** The ticket's own branch. */
  readonly branch: string;
}

/**
 * The branch that the work on a ticket is brought into: the one that is named, else the one that it came from, else the
 * team's, else the remote's default branch, else that of the main worktree.
 * @returns its short name
 * @throws TicketreeError `ref_not_found`, `finish_refused` where that is the ticket's own branch
 */
export function baseOfFinish(asked: Asked): string {
  const { request, link, setting, branch } = asked;
  const named = request.into ?? link?.base ?? setting ?? undefined;
  const base = named === undefined ? defaultBase(asked) : localBranch(asked, named);
  if (base === undefined) throw noBase(named);
  if (base !== branch) return base;
  throw new TicketreeError(
    'finish_refused',
    `${branch} is the ticket's own branch, so there is nothing to bring it into.`,
    'Name another branch with `--into BRANCH`.',
  );
}

function isBranch(refs: readonly Ref[], short: string): boolean {
  return refs.some(({ name }) => name === branchRef(short));
}

/** A branch of this clone; for one of a remote, such as `origin/main`, the one of the same name. */
function localBranch({ refs }: Asked, name: string): string | undefined {
  const short = name.replace(/^refs\/heads\//, '');
  if (isBranch(refs, short)) return short;
  const [remote = '', ...rest] = short.split('/');
  // What looks like one of a remote may as well be a branch that is gone, or a slip: `relase/main` is not `main`.
  const known = [`refs/remotes/${short}`, `refs/remotes/${remote}/HEAD`];
  const isOfRemote = refs.some(({ name, upstream }) => known.includes(name) || upstream === known[0]);
  const local = rest.join('/');
  return isOfRemote && isBranch(refs, local) ? local : undefined;
}

/** The refs that tell whether names are those of a remote's branches, as patterns for `listRefs`. */
export function patternsOfRemotes(...names: readonly (string | null | undefined)[]): string[] {
  const sound = names.filter((name) => name != null && isBranchName(name));
  return ['refs/remotes/*/HEAD', ...sound.map((name) => `refs/remotes/${name}`)];
}

function defaultBase({ refs, worktrees, branch }: Asked): string | undefined {
  const ofRemote = remoteDefault(refs)?.branch;
  const ofMain = worktrees.find(({ isMain }) => isMain)?.branch ?? undefined;
  return [ofRemote, ofMain, 'main', 'master']
    .filter((each) => each !== undefined)
    .find((each) => each !== branch && isBranch(refs, each));
}

function noBase(named: string | undefined): TicketreeError {
  return new TicketreeError(
    'ref_not_found',
    named === undefined ? 'There is no branch that the work could be brought into.' : `There is no branch ${named}.`,
    'Name the branch that the work is brought into with `--into BRANCH`.',
  );
}
