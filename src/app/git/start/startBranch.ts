import { branchNameOf, isBranchName, type BranchNaming } from '../../../domain/branchName.js';
import { TicketreeError } from '../../../domain/errors.js';
import { gitLinkOf } from '../../../domain/gitLink.js';
import type { Ticket } from '../../../domain/ticket.js';
import { rowOf, type TicketRow } from '../../../domain/ticketRow.js';
import type { RefPlace } from '../../../git/refPlaces.js';
import { branchOf, branchRef } from '../../../git/refs.js';
import { remoteBranch, shortRemote } from './startBase.js';
import { branchesOfTicket, ticketsOfBranches } from '../ticketBranches.js';

/** The branch of a ticket that is being started. */
export interface BranchChoice {
  readonly name: string;
  /** Where it stands; null for one that is yet to be made. */
  readonly ref: RefPlace | null;
  /** The remote's branch that a new one continues, as when a colleague began; null for none. */
  readonly continues: RefPlace | null;
  readonly notes: readonly string[];
}

/** The branches that may be the ticket's, the likeliest first, for a look at which of them there are. */
export function likelyBranches(ticket: Ticket, naming: BranchNaming, named: string | undefined): string[] {
  const recorded = gitLinkOf(ticket)?.branch;
  const names = named === undefined ? [recorded, branchNameOf(rowOf(ticket), naming)] : [named];
  return [...new Set(names.filter((name) => name !== undefined))];
}

/**
 * Chooses the branch: the one that a person names, else one that the ticket has already, else a new one by the team's
 * pattern.
 * @param readRows asked for where a branch of that name may be another ticket's
 * @throws TicketreeError `invalid_value`, `branch_exists`
 */
export async function chooseBranch(
  ticket: Ticket,
  naming: BranchNaming,
  named: string | undefined,
  refs: readonly RefPlace[],
  readRows: () => Promise<readonly TicketRow[]>,
): Promise<BranchChoice> {
  const existing = refs.flatMap(({ name }) => branchOf(name) ?? []);
  const [likeliest = ''] = likelyBranches(ticket, naming, named);
  const own = branchesOfTicket(rowOf(ticket), existing, naming);
  const name = named ?? own[0] ?? likeliest;
  if (!isBranchName(name)) throw noBranchName(name, named !== undefined);
  if (named?.startsWith('refs/') === true) throw fullName(named);
  const ref = refs.find((each) => each.name === branchRef(name)) ?? null;
  if (ref === null) {
    refuseNameInTheWay(name, existing);
    const continues = remoteBranch(refs, name);
    return { name, ref, continues, notes: continues ? [`The branch continues ${shortRemote(continues.name)}.`] : [] };
  }
  await refuseBranchOfOthers(ticket, name, naming, readRows);
  return { name, ref, continues: null, notes: [`The branch ${name} was there already.`] };
}

async function refuseBranchOfOthers(
  ticket: Ticket,
  name: string,
  naming: BranchNaming,
  readRows: () => Promise<readonly TicketRow[]>,
): Promise<void> {
  if (gitLinkOf(ticket)?.branch === name) return;
  const rows = await readRows();
  const owner = ticketsOfBranches([name], rows, naming).get(name);
  if (owner === undefined || owner === ticket.id) return;
  const other = rows.find(({ id }) => id === owner);
  throw new TicketreeError(
    'branch_exists',
    `The branch ${name} is that of "${other?.title ?? owner}".`,
    'Name another branch with --branch-name.',
  );
}

/** git keeps `a` and `a/b` as a file and a folder of one name, so that there cannot be both. */
function refuseNameInTheWay(name: string, existing: readonly string[]): void {
  const other = existing.find((each) => each.startsWith(`${name}/`) || name.startsWith(`${each}/`));
  if (other === undefined) return;
  throw new TicketreeError(
    'branch_exists',
    `There is a branch ${other}, beside which git keeps none called ${name}.`,
    'Name another branch with --branch-name, or change git.branch_prefix.',
  );
}

/** git would take it, and make `refs/heads/refs/heads/x` of it. */
function fullName(name: string): TicketreeError {
  return new TicketreeError(
    'invalid_value',
    `"${name}" is the full name of a ref, not that of a branch.`,
    `Name the branch alone: --branch-name ${name.replace(/^refs\/(?:heads\/)?/, '')}`,
  );
}

function noBranchName(name: string, isNamed: boolean): TicketreeError {
  return new TicketreeError(
    'invalid_value',
    `git takes no branch of the name "${name}".`,
    isNamed ? 'Name another with --branch-name.' : 'Change git.branch_prefix or git.branch_pattern.',
  );
}
