import { TicketreeError } from '../domain/errors.js';
import type { Ticket } from '../domain/ticket.js';
import { decode } from '../store/codec/ticketCodec.js';
import { TicketFormatError } from '../store/codec/ticketFormatError.js';
import { listTrash, removeFromTrash, type TrashItem } from '../store/operations/trash.js';
import type { TicketStore } from '../store/ticketStore.js';
import type { Actor } from '../domain/operation.js';

/** A ticket in the trash. */
export interface TrashedTicket {
  readonly ticket: Ticket;
  /** When it was thrown away, milliseconds since the epoch. */
  readonly at: number;
  readonly item: TrashItem;
}

/** Deleted tickets, which lie in this clone until the trash is emptied. */
export class TrashService {
  constructor(
    private readonly store: TicketStore,
    private readonly actor: () => Promise<Actor>,
  ) {}

  /** What lies in the trash, the latest first. A ticket that was deleted twice lies there twice. */
  async list(): Promise<TrashedTicket[]> {
    const found: TrashedTicket[] = [];
    for (const item of await listTrash(this.store.layout)) {
      const ticket = await readItem(item);
      if (ticket) found.push({ ticket, at: item.at, item });
    }
    return found;
  }

  /** Puts a ticket back, byte for byte. @throws TicketreeError `ticket_exists` when there is one of that id */
  async restore({ ticket, item }: TrashedTicket): Promise<Ticket> {
    const info = { ...(await this.actor()), action: 'trash restore' };
    await this.store.operate({ info, ids: [ticket.id] }, (tickets) => {
      if (!tickets.has(ticket.id)) return [{ kind: 'restore', id: ticket.id, text: item.text }];
      throw new TicketreeError(
        'ticket_exists',
        `There is a ticket with the id of "${ticket.title}" already.`,
        'Nothing was changed. Delete that one first, if it is the wrong one.',
      );
    });
    await removeFromTrash(this.store.layout, [item]);
    return ticket;
  }

  /** Removes tickets for ever. */
  async empty(trashed: readonly TrashedTicket[]): Promise<void> {
    await removeFromTrash(
      this.store.layout,
      trashed.map(({ item }) => item),
    );
  }
}

async function readItem(item: TrashItem): Promise<Ticket | null> {
  try {
    return await decode(item.text);
  } catch (error) {
    if (error instanceof TicketFormatError) return null;
    throw error;
  }
}
