import type { TicketWorkspace } from '../app/ticketWorkspace.js';
import type { TicketChange } from '../app/ticketWriter.js';
import { findListItem } from '../domain/listItem.js';
import type { Ticket } from '../domain/ticket.js';
import type { Session } from './session.js';
import { oneLine } from './terminalText.js';

/** A list in a ticket whose items people name by number or id: tasks, comments, acceptance criteria. */
export interface ItemList<T extends { readonly id: string }> {
  readonly kind: 'task' | 'comment' | 'criterion';
  items(ticket: Ticket): readonly T[];
  /** The item in a few words, for a person. */
  text(item: T): string;
  /** What else to say of the list, in brackets. */
  progress?(ticket: Ticket): string;
}

interface ItemChange {
  /** What is said of it, such as `Added`. */
  readonly verb: string;
  /** For the journal, such as `task add`. */
  readonly action: string;
  /** The ticket as it was named; undefined for the active one. */
  readonly ticket: string | undefined;
  /** The item as it was named; null for one that is added at the end. */
  readonly item: string | null;
}

/** Changes one item of a ticket and prints it: as it is now or, when it was taken out, as it was. */
export async function changeItem<T extends { readonly id: string }>(
  session: Session,
  { finder, writer, store }: TicketWorkspace,
  list: ItemList<T>,
  { verb, action, ticket: reference, item: named }: ItemChange,
  change: TicketChange,
): Promise<void> {
  const { id } = await finder.find(reference);
  let before: readonly T[] = [];
  const ticket = await writer.change(id, action, (latest, now) => {
    before = list.items(latest);
    return change(latest, now);
  });
  const after = list.items(ticket);
  const meant = named === null ? after.at(-1) : findListItem(before, named);
  const place = after.find((each) => each.id === meant?.id) ?? meant;
  const index = (after.some((each) => each === place) ? after : before).findIndex((each) => each === place) + 1;
  const body = { ticket_id: ticket.id, ticket_slug: ticket.slug, index, [list.kind]: place };
  session.output.result(list.kind, body, () => {
    const progress = list.progress === undefined ? '' : ` (${list.progress(ticket)})`;
    const where = `#${store.shortIdOf(ticket.id)}${progress}`;
    return oneLine(`${verb} ${list.kind} ${index} of ${where}: ${place === undefined ? '' : list.text(place)}`);
  });
}
