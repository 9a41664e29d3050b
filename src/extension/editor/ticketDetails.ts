import * as vscode from 'vscode';
import type { StoreChange } from '../../domain/change.js';
import type { Ticket } from '../../domain/ticket.js';
import { readCell } from '../../domain/ticketCells.js';
import { dependsOn, parentOf } from '../../domain/ticketMetadata.js';
import { compareRanked } from '../../domain/rank.js';
import { shortIdOf } from '../../domain/ticketRef.js';
import type { TicketRow } from '../../domain/ticketRow.js';
import type {
  ActivityEntry,
  FieldConflict,
  RelatedTicket,
  TicketDetails,
  TicketGit,
} from '../../protocol/ticketMessages.js';
import type { TicketDraft } from './ticketDraft.js';
import type { TicketOverview } from './ticketOverview.js';
import { cellLabel, cellText } from './ticketWords.js';

/** What stands beside the ticket in its details. */
interface Surroundings {
  readonly overview: TicketOverview;
  readonly activity: readonly ActivityEntry[];
  readonly readOnly: string | null;
  readonly git: TicketGit | null;
  readonly notice?: string | null;
}

/** All that the editor shows of a ticket as it is being edited. */
export function ticketDetails(draft: TicketDraft, surroundings: Surroundings): TicketDetails {
  const { overview, activity, readOnly, git, notice = null } = surroundings;
  const { graph, people, tags } = overview;
  const { mine: ticket } = draft;
  const relate = (id: string): RelatedTicket => relatedTo(id, overview);
  const inOrder = (rows: readonly TicketRow[]): RelatedTicket[] =>
    [...rows].sort(compareRanked).map((row) => relate(row.id));
  const parent = parentOf(ticket);
  return {
    ticket,
    shortId: shortIdOf(ticket.id, graph.ids),
    parent: parent === null ? null : relate(parent),
    children: inOrder(graph.children(ticket.id)),
    dependsOn: [...new Set(dependsOn(ticket))].map(relate),
    dependents: inOrder(graph.dependents(ticket.id)),
    activity,
    people,
    tags,
    readOnly,
    conflicts: draft.conflicts.map((path) => conflictOf(draft, path)),
    git,
    ...(notice === null ? {} : { notice }),
  };
}

/** Whether a change in the store is one of what the details of a ticket show. */
export function concerns(details: TicketDetails, change: StoreChange): boolean {
  if (!('ticket' in change)) return change.kind !== 'active';
  const { ticket } = change;
  const shown = [details.parent, ...details.children, ...details.dependsOn, ...details.dependents];
  const { id } = details.ticket;
  return [id, ...shown.map((each) => each?.id)].includes(ticket.id) || namesTicket(ticket, id);
}

function namesTicket(ticket: Ticket, id: string): boolean {
  return parentOf(ticket) === id || dependsOn(ticket).includes(id);
}

/** A ticket that is named and not there any more can still be taken away by its id. */
function relatedTo(id: string, { graph }: TicketOverview): RelatedTicket {
  const row = graph.get(id);
  const shortId = shortIdOf(id, graph.ids);
  if (row) return { id, shortId, title: row.title, status: row.status };
  return { id, shortId, title: vscode.l10n.t('A ticket that is not there'), status: 'todo' };
}

function conflictOf({ base, mine }: TicketDraft, path: readonly string[]): FieldConflict {
  const [ours, theirs] = [readCell(mine, path), readCell(base, path)];
  return { path, name: cellLabel(path, ours ?? theirs), mine: cellText(path, ours), theirs: cellText(path, theirs) };
}
