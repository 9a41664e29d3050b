import { gitLinkOf } from '../../../domain/gitLink.js';
import type { TicketRow } from '../../../domain/ticketRow.js';
import { branchRef, type Ref } from '../../../git/refs.js';
import { remoteDefault } from '../../../git/remoteDefault.js';
import { readHeadBranch } from '../../../git/worktreeFiles.js';
import type { GitContext, Repository } from '../gitContext.js';

/**
 * The branch that work is measured by where its ticket names none: as the settings say, else the default branch of a
 * remote, else what is checked out in the main worktree.
 * @param said what the settings say
 * @param checkedOut short name of what is checked out in the main worktree
 * @returns short name; null where there is none
 */
export function defaultBase(
  said: string | null,
  refs: readonly Pick<Ref, 'name' | 'symref'>[],
  checkedOut: string | null,
): string | null {
  return said ?? remoteDefault(refs)?.branch ?? checkedOut;
}

/** The base that is written down for a ticket; null where none is. */
export async function baseOfTicket({ store }: GitContext, row: TicketRow | null): Promise<string | null> {
  if (row?.branch == null) return null;
  const file = await store.readFile(row.id);
  return file?.kind === 'ticket' ? (gitLinkOf(file.ticket)?.base ?? null) : null;
}

/** The branch of that name, else that of a remote, with a name for people; null where there is none. */
export function refOfBase(base: string | null, refs: readonly Ref[]): { name: string; id: string } | null {
  if (base === null) return null;
  const own = refs.find(({ name }) => name === branchRef(base));
  const remotes = refs.filter(({ name }) => name.startsWith('refs/remotes/') && name.endsWith(`/${base}`));
  const found = own ?? remotes.find(({ name }) => name === `refs/remotes/origin/${base}`) ?? remotes[0];
  return found === undefined ? null : { name: base, id: found.id };
}

/**
 * What the work on a ticket is measured by, as {@link refOfBase} names it.
 * @param row null for the base of whatever belongs to no ticket
 */
export async function findBase(
  context: GitContext,
  { commonDir }: Pick<Repository, 'commonDir'>,
  row: TicketRow | null,
  refs: readonly Ref[],
): Promise<{ name: string; id: string } | null> {
  const own = await baseOfTicket(context, row);
  const fallback = defaultBase(await context.settings.get('git.base'), refs, readHeadBranch(commonDir));
  return refOfBase(own, refs) ?? refOfBase(fallback, refs);
}
