import { changedFiles, mergeBaseOf, type ChangedFile } from '../../../git/changedFiles.js';
import { readStatus } from '../../../git/worktreeStatus.js';
import { TicketreeError } from '../../../domain/errors.js';
import { requireRepository, type GitContext, type Repository } from '../gitContext.js';
import { lookAtBranch, noBranch } from '../ticketBranch.js';
import { checkoutsOf } from '../ticketGit.js';

/** What the work on a ticket has changed. */
export interface TicketChanges {
  /** Short names. */
  readonly branch: string;
  readonly base: string;
  /** Id of the commit at which the branch left the base: the old side of each file. */
  readonly before: string;
  /** Id of the branch's commit: the new side, unless `worktree` has it. */
  readonly after: string;
  /** Path of the worktree whose files are the new side; null where that is a commit. */
  readonly worktree: string | null;
  readonly files: readonly ChangedFile[];
}

/**
 * The files that the branch of a ticket has changed since it left its base.
 * @param uncommitted whether what is not committed in the branch's worktree counts, where there is one
 * @throws TicketreeError `branch_not_found`, `ref_not_found`, `git_off`, `no_repository`, `ticket_not_found`
 */
export async function ticketChanges(
  context: GitContext,
  id: string,
  { uncommitted = false }: { readonly uncommitted?: boolean } = {},
): Promise<TicketChanges> {
  const { repository, ticket, branch, base } = await lookAtBranch(context, id);
  if (branch === null) throw noBranch(ticket);
  const { runner } = context;
  const before = base && (await mergeBaseOf(runner, repository.checkout, base.id, branch.id));
  if (base === null || before === null) {
    throw new TicketreeError(
      'ref_not_found',
      base === null
        ? `The branch that ${branch.name} was started from is unknown, or gone.`
        : `${branch.name} and ${base.name} have no commit in common.`,
      'Name the branch that work goes back to with `ticketree config set git.base BRANCH`.',
    );
  }
  const checkouts = uncommitted ? await checkoutsOf(repository) : [];
  const worktree = checkouts.find((each) => each.branch === branch.name)?.path ?? null;
  const files =
    worktree === null
      ? await changedFiles(runner, repository.checkout, before, branch.id)
      : await changedInWorktree(context, repository, worktree, before);
  return { branch: branch.name, base: base.name, before, after: branch.id, worktree, files };
}

/** How git tells of changes: line by line, or how many there are in each file. */
export interface DiffForm {
  readonly form: 'patch' | 'stat';
  readonly isColoured: boolean;
}

/** The same in git's own words, but for files that git does not track yet. */
export async function diffText(
  context: GitContext,
  { before, after, worktree }: TicketChanges,
  { form, isColoured }: DiffForm,
): Promise<string> {
  const repository = await requireRepository(context);
  const folder = worktree ?? repository.checkout;
  const { storePath } = repository;
  const besides = worktree === null || storePath === null ? [] : [':/', `:(exclude,top,literal)${storePath}`];
  const how = [isColoured ? '--color=always' : '--no-color', '--no-ext-diff', '--find-renames', `--${form}`];
  return context.runner.text(folder, ['diff', ...how, before, ...(worktree === null ? [after] : []), '--', ...besides]);
}

/** Files that git does not track yet count as added; the store is always on the move and does not. */
async function changedInWorktree(
  { runner }: GitContext,
  { storePath }: Repository,
  worktree: string,
  before: string,
): Promise<ChangedFile[]> {
  const besides = storePath === null ? [] : [storePath];
  const [tracked, { untracked }] = await Promise.all([
    changedFiles(runner, worktree, before, null),
    readStatus(runner, worktree, besides),
  ]);
  const isOutside = ({ path }: ChangedFile): boolean => !besides.some((folder) => path.startsWith(`${folder}/`));
  const known = new Set(tracked.map(({ path }) => path));
  const added = untracked
    .filter((path) => !known.has(path))
    .map((path): ChangedFile => ({ path, status: 'added', untracked: true }));
  return [...tracked.filter(isOutside), ...added].sort((a, b) => (a.path < b.path ? -1 : 1));
}
