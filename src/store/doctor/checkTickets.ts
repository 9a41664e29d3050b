import type { Finding } from '../../domain/finding.js';
import { detach } from '../../domain/relations.js';
import type { Ticket } from '../../domain/ticket.js';
import { TicketGraph } from '../../domain/ticketGraph.js';
import { dependsOn, parentOf, statusSinceOf } from '../../domain/ticketMetadata.js';
import { rowOf, type TicketRow } from '../../domain/ticketRow.js';
import { formatTimestamp, timestampMillis } from '../../domain/timestamp.js';
import { ticketPlace } from './places.js';
import { unreadableIds, type PlacedTicket, type TicketFiles } from './ticketFiles.js';

/** Values of tickets that cannot be as they are. */
export function checkTickets(read: TicketFiles): Finding[] {
  const rows = read.tickets.map(({ ticket }) => rowOf(ticket));
  const known = new Set([...rows.map(({ id }) => id), ...unreadableIds(read)]);
  const slugs = newSlugs(rows);
  return [
    ...read.tickets.flatMap((placed) => checkTicket(placed, known, slugs)),
    ...checkCycle(rows, new Map(read.tickets.map(({ name, ticket }) => [ticket.id, name]))),
  ];
}

/** A new slug for each ticket that has the slug of an older one: the first of `-2`, `-3` that is free. */
export function newSlugs(rows: readonly TicketRow[]): Map<string, string> {
  const taken = new Set(rows.map(({ slug }) => slug));
  const seen = new Set<string>();
  const slugs = new Map<string, string>();
  const age = (row: TicketRow): number => timestampMillis(row.created_at) || 0;
  for (const row of [...rows].sort((a, b) => age(a) - age(b) || (a.id < b.id ? -1 : 1))) {
    if (!seen.has(row.slug)) {
      seen.add(row.slug);
      continue;
    }
    let number = 2;
    while (taken.has(`${row.slug}-${number}`)) number++;
    const slug = `${row.slug}-${number}`;
    taken.add(slug);
    slugs.set(row.id, slug);
  }
  return slugs;
}

/**
 * A ticket whose times can be: what is not done was not closed; what is done and does not say since when was closed at
 * the latest time that stands in it; when something was begun that was closed before is not known.
 */
export function mendTimes(ticket: Ticket): Ticket {
  if (ticket.status !== 'done') return ticket.closed_at === null ? ticket : { ...ticket, closed_at: null };
  if (ticket.closed_at === null) {
    const closed = Math.max(rowOf(ticket).touched, timestampMillis(ticket.created_at) || 0);
    return { ...ticket, closed_at: statusSinceOf(ticket) ?? formatTimestamp(new Date(closed)) };
  }
  return isClosedBeforeStart(ticket) ? { ...ticket, started_at: null } : ticket;
}

/** The ticket without relations to tickets that there are not. */
export function detachLost(ticket: Ticket, known: ReadonlySet<string>): Ticket {
  const lost = lostRelations(ticket, known);
  return detach(ticket, { id: ticket.id, ...lost });
}

function lostRelations(ticket: Ticket, known: ReadonlySet<string>): { parent: string | null; depends_on: string[] } {
  const parent = parentOf(ticket);
  return {
    parent: parent === null || known.has(parent) ? null : parent,
    depends_on: dependsOn(ticket).filter((id) => !known.has(id)),
  };
}

function checkTicket(
  { name, ticket }: PlacedTicket,
  known: ReadonlySet<string>,
  slugs: ReadonlyMap<string, string>,
): Finding[] {
  const place = { file: ticketPlace(name), line: null, fixable: true };
  const findings: Finding[] = [];
  const slug = slugs.get(ticket.id);
  if (slug !== undefined) {
    const message = `its slug ${ticket.slug} is that of an older ticket; ${slug} is free`;
    findings.push({ ...place, code: 'duplicate-slug', message });
  }
  const times = timeFault(ticket);
  if (times !== null) findings.push({ ...place, code: 'impossible-times', message: times });
  const { parent, depends_on } = lostRelations(ticket, known);
  if (parent !== null) {
    findings.push({ ...place, code: 'dangling-relation', message: `its parent ${parent} is no ticket` });
  }
  for (const id of depends_on) {
    findings.push({ ...place, code: 'dangling-relation', message: `it depends on ${id}, which is no ticket` });
  }
  return findings;
}

function timeFault(ticket: Ticket): string | null {
  if (mendTimes(ticket) === ticket) return null;
  if (ticket.status !== 'done') return `it is ${ticket.status} and says when it was closed`;
  if (ticket.closed_at === null) return 'it is done and does not say when it was closed';
  return 'it was closed before it was started';
}

function isClosedBeforeStart({ started_at, closed_at }: Ticket): boolean {
  return started_at !== null && closed_at !== null && timestampMillis(closed_at) < timestampMillis(started_at);
}

function checkCycle(rows: readonly TicketRow[], names: ReadonlyMap<string, string>): Finding[] {
  const graph = new TicketGraph(rows);
  const cycle = graph.waitingCycle();
  if (cycle === null) return [];
  const [first = ''] = cycle;
  const slugs = cycle.map((id) => graph.get(id)?.slug ?? id).join(' -> ');
  const message = `waits in a circle: ${slugs}; part two of them with \`ticketree unlink\``;
  const file = ticketPlace(names.get(first) ?? `${first}.yaml`);
  return [{ code: 'waiting-cycle', file, line: null, message, fixable: false }];
}
