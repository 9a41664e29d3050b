import { TicketreeError } from './errors.js';
import { checkCount } from './fieldChecks.js';
import { checkParent, refuseCycle } from './hierarchy.js';
import { listForEdit, withMetadata } from './metadataEdit.js';
import type { Ticket } from './ticket.js';
import type { TicketGraph } from './ticketGraph.js';
import { dependsOn, parentOf, type TicketType } from './ticketMetadata.js';
import type { TicketRow } from './ticketRow.js';

/** What one ticket is to another: `A parent B` makes B the parent of A, `A blocks B` makes B depend on A. */
export const linkKinds = ['depends-on', 'blocks', 'parent', 'child'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** Relations that one ticket's file gets or loses; others stay. */
export interface RelationChange {
  /** The ticket whose file names the others. */
  readonly id: string;
  readonly parent: string | null;
  readonly depends_on: readonly string[];
}

/**
 * What {@link attach} writes to link two tickets; a parent takes the place of the one before.
 * @throws TicketreeError `ticket_not_found`, `cycle`, `invalid_parent`
 */
export function planLink(from: string, kind: LinkKind, to: string, graph: TicketGraph): RelationChange {
  const change = planUnlink(from, kind, to);
  const holder = known(change.id, graph);
  if (change.parent !== null) checkParent(holder, known(change.parent, graph), graph);
  for (const id of change.depends_on) refuseCycle(holder, known(id, graph), graph);
  return change;
}

/** What {@link detach} takes away to part two tickets, linked or not; one of them may be gone already. */
export function planUnlink(from: string, kind: LinkKind, to: string): RelationChange {
  switch (kind) {
    case 'depends-on':
      return { id: from, parent: null, depends_on: [to] };
    case 'blocks':
      return { id: to, parent: null, depends_on: [from] };
    case 'parent':
      return { id: from, parent: to, depends_on: [] };
    case 'child':
      return { id: to, parent: from, depends_on: [] };
  }
}

/** The ticket with those relations; what it has already it does not get twice. */
export function attach(ticket: Ticket, { parent, depends_on }: RelationChange): Ticket {
  const before = dependsOn(ticket);
  const added = depends_on.filter((id) => !before.includes(id));
  return withMetadata(ticket, {
    ...(parent === null ? {} : { parent }),
    ...(added.length === 0
      ? {}
      : { depends_on: checkCount([...listForEdit(ticket, 'depends_on'), ...added], 'dependencies') }),
  });
}

/** The ticket without those relations, as far as it has them still; a list that has become empty goes too. */
export function detach(ticket: Ticket, { parent, depends_on }: RelationChange): Ticket {
  const lost = new Set<unknown>(depends_on);
  const kept = dependsOn(ticket).some((id) => lost.has(id))
    ? listForEdit(ticket, 'depends_on').filter((id) => !lost.has(id))
    : null;
  return withMetadata(ticket, {
    ...(parent !== null && parentOf(ticket) === parent ? { parent: undefined } : {}),
    ...(kept === null ? {} : { depends_on: kept.length === 0 ? undefined : kept }),
  });
}

/** What of a ticket that is about to be made names others. */
interface NewRelations {
  readonly id: string;
  readonly title: string;
  readonly type: TicketType;
  readonly parent: string | null;
  readonly depends_on: readonly string[];
}

/**
 * Whether a ticket that is about to be made may name these others. Nothing waits for it yet, so it closes no circle.
 * @throws TicketreeError `ticket_not_found`, `invalid_parent`
 */
export function checkNewRelations(ticket: NewRelations, graph: TicketGraph): void {
  for (const id of ticket.depends_on) known(id, graph);
  if (ticket.parent !== null) checkParent(ticket, known(ticket.parent, graph), graph);
}

function known(id: string, graph: TicketGraph): TicketRow {
  const row = graph.get(id);
  if (row) return row;
  throw new TicketreeError(
    'ticket_not_found',
    `There is no ticket ${id} to link with.`,
    'It may have been deleted meanwhile; `ticketree list --include-done --archived` shows all.',
  );
}
