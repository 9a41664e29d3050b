/** What a change of some tickets means for others, which only a look at all of them can tell. */
import { planRemoval, type ChildrenPolicy, type RemovalKind } from '../domain/dependents.js';
import { checkType } from '../domain/hierarchy.js';
import { detach, planLink } from '../domain/relations.js';
import { isArchived, type Ticket } from '../domain/ticket.js';
import { TicketGraph } from '../domain/ticketGraph.js';
import { dependsOn, parentOf, typeOf } from '../domain/ticketMetadata.js';
import { rowOf, type TicketRow } from '../domain/ticketRow.js';
import { PlanAgain } from '../store/operations/operation.js';

/** What an operation knows of the store while it plans. */
interface Known {
  readonly tickets: ReadonlyMap<string, Ticket>;
  /** Null where the operation does not run alone. */
  readonly rows: readonly TicketRow[] | null;
}

interface Dependents {
  /** Ids that share the fate of the tickets. */
  readonly also: readonly string[];
  /** Others, without what tied them to the tickets. */
  readonly detached: readonly Ticket[];
}

/**
 * What becomes of those that hang on tickets which an operation closes, archives or deletes.
 * @throws TicketreeError `has_dependents`; PlanAgain where that cannot be known yet
 */
export function dependentsOf(
  ids: readonly string[],
  kind: RemovalKind,
  policy: ChildrenPolicy,
  { tickets, rows }: Known,
): Dependents {
  if (rows === null) throw new PlanAgain([], true);
  const plan = planRemoval(ids, kind, policy, new TicketGraph(rows));
  const missing = [...plan.also, ...plan.detach.map(({ id }) => id)].filter((id) => !tickets.has(id));
  if (missing.length > 0) throw new PlanAgain(missing, true);
  return {
    also: plan.also,
    detached: plan.detach.flatMap((change) => {
      const ticket = tickets.get(change.id);
      return ticket ? [detach(ticket, change)] : [];
    }),
  };
}

/** What a change of a ticket does to those that hang on it: closing and archiving do, anything else does not. */
export function removalBy(before: Ticket, after: Ticket): 'close' | 'archive' | null {
  if (after.status === 'done' && before.status !== 'done') return 'close';
  return isArchived(after) && !isArchived(before) ? 'archive' : null;
}

/**
 * Sees to it that a ticket whose type or relations a change touches still fits to the others.
 * @throws TicketreeError `invalid_parent`, `cycle`, `ticket_not_found`; PlanAgain where that cannot be known yet
 */
export function checkRelations(before: Ticket, after: Ticket, rows: readonly TicketRow[] | null): void {
  const parent = parentOf(after) === parentOf(before) ? null : parentOf(after);
  const awaited = dependsOn(after).filter((id) => !dependsOn(before).includes(id));
  const isSameType = typeOf(after) === typeOf(before);
  if (isSameType && parent === null && awaited.length === 0) return;
  if (rows === null) throw new PlanAgain([], true);
  // The later row of an id counts: the ticket as it shall be.
  const graph = new TicketGraph([...rows, rowOf(after)]);
  if (!isSameType) checkType(rowOf(after), typeOf(after), graph);
  if (parent !== null) planLink(after.id, 'parent', parent, graph);
  for (const id of awaited) planLink(after.id, 'depends-on', id, graph);
}
