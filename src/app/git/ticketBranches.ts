import { branchNamesOf, isNamedAfter, lastPart, type BranchNames, type BranchNaming } from '../../domain/branchName.js';
import type { TicketRow } from '../../domain/ticketRow.js';
import { isOpen } from '../../domain/ticketRow.js';
import type { GitContext } from './gitContext.js';

type BranchRow = Pick<TicketRow, 'id' | 'slug' | 'type' | 'branch' | 'status' | 'archived'>;

/** How the team names branches, for the person who is at work. */
export async function branchNaming({ settings }: GitContext): Promise<BranchNaming> {
  const said = await settings.some(['git.branch_prefix', 'git.branch_pattern']);
  return { prefix: said['git.branch_prefix'], pattern: said['git.branch_pattern'], user: await settings.me() };
}

/**
 * Which ticket each branch belongs to: the one that says so, else the one that the branch is named after. Where several
 * fit, an open one wins.
 * @returns ids by branch; one without a ticket is left out
 */
export function ticketsOfBranches(
  branches: readonly string[],
  rows: readonly BranchRow[],
  naming: BranchNaming,
): Map<string, string> {
  const found = new Map<string, string>();
  const byOpen = [...rows.filter(isOpen), ...rows.filter((row) => !isOpen(row))];
  const recorded = new Map(byOpen.toReversed().flatMap(({ branch, id }) => (branch === null ? [] : [[branch, id]])));
  // Only where somebody asks for a branch that no ticket has written down.
  let named: ((branch: string) => BranchRow | undefined) | undefined;
  for (const branch of branches) {
    const id = recorded.get(branch) ?? (named ??= lookUpNames(byOpen, naming))(branch)?.id;
    if (id !== undefined) found.set(branch, id);
  }
  return found;
}

/** Finds the first row that a branch is named after, without asking each of thousands. */
function lookUpNames(rows: readonly BranchRow[], naming: BranchNaming): (branch: string) => BranchRow | undefined {
  const key = JSON.stringify([naming.prefix, naming.pattern, naming.user]);
  const whole = new Map<string, number>();
  const last = new Map<string, number>();
  for (const [place, row] of rows.entries()) {
    const names = namesOf(row, naming, key);
    for (const name of names.whole) if (!whole.has(name)) whole.set(name, place);
    if (!last.has(names.last)) last.set(names.last, place);
  }
  return (branch) => rows[Math.min(whole.get(branch) ?? Infinity, last.get(lastPart(branch)) ?? Infinity)];
}

/** A row never changes: a ticket that does gets a new one. */
const knownNames = new WeakMap<BranchRow, { readonly key: string; readonly names: BranchNames }>();

function namesOf(row: BranchRow, naming: BranchNaming, key: string): BranchNames {
  const known = knownNames.get(row);
  if (known?.key === key) return known.names;
  const names = branchNamesOf(row, naming);
  knownNames.set(row, { key, names });
  return names;
}

/** The branches that a ticket may have, the likeliest first: what it says itself, then what it would be called. */
export function branchesOfTicket(
  ticket: Pick<TicketRow, 'id' | 'slug' | 'type' | 'branch'>,
  existing: readonly string[],
  naming: BranchNaming,
): string[] {
  const named = existing.filter((branch) => isNamedAfter(branch, ticket, naming));
  const { branch } = ticket;
  return branch !== null && existing.includes(branch) ? [branch, ...named.filter((each) => each !== branch)] : named;
}
