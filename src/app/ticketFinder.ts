import { TicketreeError } from '../domain/errors.js';
import type { BrokenFile } from '../domain/change.js';
import type { Ticket } from '../domain/ticket.js';
import { idPrefixOf, isWholeId, resolveTicket } from '../domain/ticketRef.js';
import { leavesActive } from '../domain/transitions.js';
import { brokenFileError } from '../store/ticketFile.js';
import type { TicketStore } from '../store/ticketStore.js';

/**
 * Finds the ticket that a person means. What names a ticket by its id is found by the names of the files alone, so that
 * one ticket of thousands is shown without a look at the others.
 */
export class TicketFinder {
  constructor(private readonly store: TicketStore) {}

  /**
   * The ticket as it is on disk now, see {@link resolveTicket}; without a reference the active one.
   * @throws TicketreeError `ticket_not_found`, `ticket_ambiguous`, `ticket_broken`, `no_active_ticket`
   */
  async find(reference: string | undefined): Promise<Ticket> {
    if (reference === undefined) return this.active();
    const named = await this.findByFileName(reference);
    return named ?? this.store.read(await this.resolve(reference));
  }

  /** Ids of several tickets at once. @throws TicketreeError as {@link find} */
  async findIds(references: readonly string[]): Promise<string[]> {
    const ids: string[] = [];
    for (const reference of references) ids.push((await this.find(reference)).id);
    return [...new Set(ids)];
  }

  /** @throws TicketreeError `no_active_ticket` */
  private async active(): Promise<Ticket> {
    const id = (await this.store.readActive())[0];
    const ticket = id === undefined ? null : await this.readIfThere(id);
    // A process may have died between closing a ticket and taking it off the list.
    if (ticket && !leavesActive(ticket.status)) return ticket;
    throw new TicketreeError(
      'no_active_ticket',
      'No ticket was named and none is active.',
      'Name a ticket by its id or slug, or start one.',
    );
  }

  private async findByFileName(reference: string): Promise<Ticket | null> {
    const prefix = idPrefixOf(reference);
    if (prefix === null) return null;
    // The name of its file follows from a whole id; the folder need not be listed.
    if (isWholeId(prefix)) return this.readIfThere(prefix);
    const found = this.store.fileIds(prefix);
    return found.length === 1 && found[0] !== undefined ? this.readIfThere(found[0]) : null;
  }

  /** Null where the file holds another ticket than its name says. */
  private async readIfThere(id: string): Promise<Ticket | null> {
    try {
      return await this.store.read(id);
    } catch (error) {
      if (TicketreeError.is(error, 'ticket_not_found')) return null;
      throw error;
    }
  }

  private async resolve(reference: string): Promise<string> {
    const { rows, broken } = await this.store.readRows();
    try {
      return resolveTicket(reference, rows).id;
    } catch (error) {
      if (!TicketreeError.is(error, 'ticket_not_found')) throw error;
      const meant = broken.find((each) => isNameOf(reference, each));
      throw meant ? brokenFileError(meant) : error;
    }
  }
}

/** Whether a person may mean that file: by its name or, as it is the ticket's id, by its first digits. */
export function isNameOf(reference: string, { file }: BrokenFile): boolean {
  const text = reference.trim().replace(/^#/, '').toLowerCase();
  const name = file.toLowerCase();
  return text === name || (text.length >= 4 && name.startsWith(text));
}
