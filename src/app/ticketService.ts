import { randomUUID } from 'node:crypto';
import {
  addTask,
  applyEdit,
  checkTitle,
  closeTicket,
  findTask,
  setTaskCompleted,
  type TicketEdit,
} from '../domain/edit.js';
import type { BrokenFile } from '../domain/change.js';
import { TicketreeError } from '../domain/errors.js';
import { makeTicket, type NewTicket } from '../domain/newTicket.js';
import { compareRanked, effectiveRank, rankForPlace } from '../domain/rank.js';
import type { Status, Task, Ticket } from '../domain/ticket.js';
import { resolveTicket } from '../domain/ticketRef.js';
import { enterStatus, leavesActive } from '../domain/transitions.js';
import { readNewTicketDefaults } from '../store/configFile.js';
import { brokenFileError } from '../store/ticketFile.js';
import type { TicketStore } from '../store/ticketStore.js';
import type { Clock } from '../util/clock.js';

/** Where a card was dropped: before that card, or at the end of the column where `beforeId` is null. */
export interface Place {
  readonly beforeId: string | null;
}

/**
 * What may be done with tickets, the same from every surface. Tickets are named by id here; a surface that has only
 * what a person typed asks {@link find} first.
 * All methods throw TicketreeError; then nothing has changed.
 */
export class TicketService {
  constructor(
    private readonly store: TicketStore,
    private readonly clock: Clock,
  ) {}

  /** The ticket that a person means, see {@link resolveTicket}; without a reference the active one. */
  find(reference: string | undefined): Ticket {
    if (reference !== undefined) return this.resolve(reference);
    const active = this.active;
    if (active) return active;
    throw new TicketreeError(
      'no_active_ticket',
      'No ticket was named and none is active.',
      'Name a ticket by its id or slug, or start one.',
    );
  }

  get active(): Ticket | undefined {
    const id = this.store.activeIds[0];
    const ticket = id === undefined ? undefined : this.store.get(id);
    // A process may have died between closing a ticket and taking it off the list.
    return ticket && !leavesActive(ticket.status) ? ticket : undefined;
  }

  async create(input: NewTicket): Promise<Ticket> {
    const defaults = await readNewTicketDefaults(this.store.layout);
    const id = randomUUID();
    return this.store.create((existing) => {
      const ticket = makeTicket(input, defaults, id, this.clock());
      return { ...ticket, slug: freeSlug(ticket.slug, existing, input.slug !== undefined) };
    });
  }

  async edit(id: string, edit: TicketEdit): Promise<Ticket> {
    return this.change(id, (ticket) => applyEdit(ticket, edit, this.clock()));
  }

  /** Replaces a ticket by an edited copy. @throws TicketreeError `ticket_changed` when it is not `original` any more */
  async replace(original: Ticket, edited: Ticket): Promise<Ticket> {
    checkTitle(edited.title);
    return this.change(original.id, (ticket) => {
      if (JSON.stringify(ticket) === JSON.stringify(original)) return edited;
      throw new TicketreeError(
        'ticket_changed',
        `"${ticket.title}" was changed by somebody else in the meantime.`,
        'Nothing was changed. Look at it again and repeat your edit.',
      );
    });
  }

  /** Puts a ticket into a status and, where it was dropped on a board, at its place there. */
  async move(id: string, status: Status, place?: Place): Promise<Ticket> {
    return this.change(id, (ticket) => {
      const moved = enterStatus(ticket, status, this.clock());
      return place ? this.withRank(moved, place) : moved;
    });
  }

  /** Begins work: status doing, and the active ticket. */
  async start(id: string): Promise<Ticket> {
    let before: readonly string[] = [];
    await this.store.updateActive((ids) => {
      before = ids;
      return [id];
    });
    try {
      return await this.move(id, 'doing');
    } catch (error) {
      await this.store.updateActive(() => before);
      throw error;
    }
  }

  async close(id: string, message: string | undefined, archive: boolean): Promise<Ticket> {
    return this.change(id, (ticket) => closeTicket(ticket, message, archive, this.clock()));
  }

  async addTask(id: string, title: string): Promise<{ ticket: Ticket; task: Task }> {
    const taskId = randomUUID();
    const ticket = await this.change(id, (before) => addTask(before, taskId, title, this.clock()));
    return { ticket, task: findTask(ticket, taskId) };
  }

  /** @param reference a task's id, or its number counted from one */
  async setTaskCompleted(id: string, reference: string, completed: boolean): Promise<{ ticket: Ticket; task: Task }> {
    let taskId = reference;
    const ticket = await this.change(id, (before) => {
      taskId = findTask(before, reference).id;
      return setTaskCompleted(before, taskId, completed, this.clock());
    });
    return { ticket, task: findTask(ticket, taskId) };
  }

  /** Makes a ticket the active one; null for none. */
  async setActive(id: string | null): Promise<void> {
    await this.store.updateActive(() => (id === null ? [] : [id]));
  }

  private resolve(reference: string): Ticket {
    try {
      return resolveTicket(reference, this.store.tickets);
    } catch (error) {
      if (!TicketreeError.is(error, 'ticket_not_found')) throw error;
      const meant = this.store.broken.find((broken) => isNameOf(reference, broken));
      throw meant ? brokenFileError(meant) : error;
    }
  }

  private async change(id: string, change: (ticket: Ticket) => Ticket): Promise<Ticket> {
    const ticket = await this.store.update(id, change);
    if (leavesActive(ticket.status)) await this.leaveActive(id);
    return ticket;
  }

  private async leaveActive(id: string): Promise<void> {
    // Most tickets are not active; then there is nothing to lock and nothing to write.
    if (!this.store.activeIds.includes(id)) return;
    try {
      await this.store.updateActive((ids) => ids.filter((each) => each !== id));
    } catch (error) {
      // The ticket is saved; that the list still names it does no harm, because a done ticket counts as active no more.
      if (!TicketreeError.is(error)) throw error;
    }
  }

  private withRank(ticket: Ticket, place: Place): Ticket {
    const column = this.store.tickets
      .filter((other) => other.status === ticket.status && other.id !== ticket.id)
      .map(ranked)
      .sort(compareRanked);
    const rank = rankForPlace(column, place.beforeId, ranked(ticket));
    return rank === null ? ticket : { ...ticket, metadata: { ...ticket.metadata, rank } };
  }
}

/** Whether a person may mean that file: by its name or, as it is the ticket's id, by its first digits. */
function isNameOf(reference: string, { file }: BrokenFile): boolean {
  const text = reference.trim().replace(/^#/, '').toLowerCase();
  const name = file.toLowerCase();
  return text === name || (text.length >= 4 && name.startsWith(text));
}

function ranked(ticket: Ticket): { id: string; rank: string } {
  return { id: ticket.id, rank: effectiveRank(ticket) };
}

/** A slug that no other ticket has: one that a person chose is refused when taken, a derived one gets a number. */
function freeSlug(slug: string, existing: readonly Ticket[], chosen: boolean): string {
  const taken = new Set(existing.map((ticket) => ticket.slug));
  if (!taken.has(slug)) return slug;
  if (chosen) {
    throw new TicketreeError(
      'ticket_exists',
      `Ticket with slug '${slug}' already exists.`,
      'Choose another slug, or edit the ticket that has it.',
    );
  }
  let number = 2;
  while (taken.has(`${slug}-${String(number)}`)) number++;
  return `${slug}-${String(number)}`;
}
