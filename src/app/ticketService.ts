import { refuseClaimOfOthers } from '../domain/claim.js';
import { applyEdit, type TicketEdit } from '../domain/edit.js';
import { TicketreeError } from '../domain/errors.js';
import { checkTitle } from '../domain/fieldChecks.js';
import { archiveTicket, closeTicket, startTicket } from '../domain/lifecycle.js';
import { mergeTickets } from '../domain/mergeTickets.js';
import { makeTicket, type NewTicket } from '../domain/newTicket.js';
import { compareRanked, ranksForPlace } from '../domain/rank.js';
import { checkNewRelations } from '../domain/relations.js';
import { addTasks, findTask, setTaskCompleted } from '../domain/tasks.js';
import type { Status, Task, Ticket } from '../domain/ticket.js';
import { cellName } from '../domain/ticketCells.js';
import { TicketGraph } from '../domain/ticketGraph.js';
import { actionName, applyTicketRequest, type TicketAction } from '../domain/ticketRequests.js';
import { isOpen, rowOf, type TicketRow } from '../domain/ticketRow.js';
import { enterStatus, leavesActive } from '../domain/transitions.js';
import { PlanAgain } from '../store/operations/operation.js';
import type { TicketStore } from '../store/ticketStore.js';
import type { Clock } from '../util/clock.js';
import type { SettingsReader } from './settingsReader.js';
import { required, type ChangeOptions, type TicketChange, type TicketWriter } from './ticketWriter.js';
import { enforcedWipLimits, refuseFullColumns } from './wipLimits.js';

/** Where a card was dropped: before that card, or at the end of the column where `beforeId` is null. */
export interface Place {
  readonly beforeId: string | null;
}

/**
 * What may be done with tickets, the same from every surface. Tickets are named by id here; a surface that has only
 * what a person typed asks the {@link TicketFinder} first.
 * All methods throw TicketreeError; then nothing has changed.
 */
export class TicketService {
  constructor(
    private readonly store: TicketStore,
    private readonly writer: TicketWriter,
    private readonly settings: SettingsReader,
    private readonly clock: Clock,
  ) {}

  /** The ticket that somebody is working on, in a store that has been loaded as a whole. */
  get active(): Ticket | undefined {
    const id = this.store.activeIds[0];
    const ticket = id === undefined ? undefined : this.store.get(id);
    // A process may have died between closing a ticket and taking it off the list.
    return ticket && !leavesActive(ticket.status) ? ticket : undefined;
  }

  async create(input: NewTicket): Promise<Ticket> {
    const defaults = {
      priority: await this.settings.get('project.default_priority'),
      assignee: await this.settings.get('project.default_assignee'),
    };
    const { who } = await this.writer.actor();
    const id = crypto.randomUUID();
    const limits = await enforcedWipLimits(this.settings);
    const { tickets } = await this.writer.operate('new', { ids: [], alone: true }, (_known, rows) => {
      if (rows === null) throw new PlanAgain([], true);
      const made = makeTicket({ createdBy: who, ...input }, defaults, id, this.clock());
      checkNewRelations(rowOf(made), new TicketGraph(rows));
      refuseFullColumns(limits, new Map(), [made], rows);
      return [{ kind: 'put', ticket: { ...made, slug: freeSlug(made.slug, rows, input.slug !== undefined) } }];
    });
    return required(byId(tickets), id);
  }

  /** Other open tickets whose titles are much like a new one's, so that nothing is written down twice. */
  async similarTo(ticket: Ticket): Promise<readonly Pick<TicketRow, 'id' | 'slug' | 'title' | 'status'>[]> {
    if (!(await this.settings.get('tickets.similar_hint'))) return [];
    const { similarTitles } = await import('../search/similarTitles.js');
    const { rows } = await this.store.readRows();
    const others = rows.filter((row) => row.id !== ticket.id && isOpen(row));
    return similarTitles(ticket.title, others).map(({ id, slug, title, status }) => ({ id, slug, title, status }));
  }

  async edit(id: string, edit: TicketEdit, options?: ChangeOptions): Promise<Ticket> {
    return this.writer.change(id, 'edit', (ticket, now) => applyEdit(ticket, edit, now), options);
  }

  /** Does what a person asked for in an editor for one ticket. @throws TicketreeError as {@link applyTicketRequest} */
  async request(id: string, action: TicketAction, options?: ChangeOptions): Promise<Ticket> {
    const { who: author } = await this.writer.actor();
    const newId = crypto.randomUUID();
    const change = (ticket: Ticket, now: Date): Ticket => applyTicketRequest(ticket, action, { now, newId, author });
    return this.writer.change(id, actionName(action), change, options);
  }

  /**
   * Saves an edited copy of a ticket. What others changed meanwhile is kept, field by field, task by task.
   * @param original the ticket that the copy was made of
   * @throws TicketreeError `ticket_changed` when both changed the same
   */
  async replace(original: Ticket, edited: Ticket, options?: ChangeOptions): Promise<Ticket> {
    checkTitle(edited.title);
    return this.writer.change(
      original.id,
      'edit',
      (ticket) => {
        const { ticket: merged, conflicts } = mergeTickets(original, edited, ticket);
        if (conflicts.length === 0) return merged;
        throw new TicketreeError(
          'ticket_changed',
          `Somebody else has changed the same of "${ticket.title}": ${conflicts.map(({ path }) => cellName(path)).join(', ')}.`,
          'Nothing was changed. Look at it again and repeat your edit.',
        );
      },
      options,
    );
  }

  /** Edits several tickets alike, as one operation. */
  async editAll(ids: readonly string[], edit: TicketEdit, options?: ChangeOptions): Promise<readonly Ticket[]> {
    const change = (ticket: Ticket, now: Date): Ticket => applyEdit(ticket, edit, now);
    return (await this.writer.changeAll(unique(ids), 'edit', change, options)).tickets;
  }

  /** Puts a ticket into a status and, where it was dropped on a board, at its place there. */
  async move(id: string, status: Status, place?: Place, options?: ChangeOptions): Promise<Ticket> {
    return required(byId(await this.moveAll([id], status, place, options)), id);
  }

  /**
   * Puts tickets, in this order, into a status and, where they were dropped on a board, at their place there; as one
   * operation. A place needs a store that has been loaded as a whole.
   */
  async moveAll(
    ids: readonly string[],
    status: Status,
    place?: Place,
    options?: ChangeOptions,
  ): Promise<readonly Ticket[]> {
    const ranks = place ? this.ranksFor(unique(ids), status, place) : null;
    const change = (ticket: Ticket, now: Date): Ticket => {
      const rank = ranks?.get(ticket.id);
      const moved = enterStatus(ticket, status, now);
      return rank == null ? moved : { ...moved, metadata: { ...moved.metadata, rank } };
    };
    return (await this.writer.changeAll(unique(ids), place ? 'move' : 'status', change, options)).tickets;
  }

  /**
   * Begins work: status doing, and the active ticket.
   * @throws TicketreeError `invalid_transition` when it is begun, `ticket_claimed` by another session
   */
  async start(id: string): Promise<Ticket> {
    const started = await this.writer.change(id, 'start', await this.beginning());
    await this.setActive(id);
    return started;
  }

  /** The change by which work begins, as {@link start} makes it. */
  async beginning(): Promise<TicketChange> {
    const actor = await this.writer.actor();
    return (ticket, now) => {
      refuseClaimOfOthers(ticket, actor, now);
      return startTicket(ticket, now);
    };
  }

  async close(id: string, message?: string, archive = false, options?: ChangeOptions): Promise<Ticket> {
    return this.writer.change(id, 'close', (ticket, now) => closeTicket(ticket, message, archive, now), options);
  }

  /** Closes several tickets as one operation; those that are done already stay as they are. */
  async closeAll(ids: readonly string[], options?: ChangeOptions): Promise<readonly Ticket[]> {
    const change = (ticket: Ticket, now: Date): Ticket =>
      ticket.status === 'done' ? ticket : closeTicket(ticket, undefined, false, now);
    return (await this.writer.changeAll(unique(ids), 'close', change, options)).tickets;
  }

  /** Puts several tickets away as one operation. */
  async archiveAll(ids: readonly string[], options?: ChangeOptions): Promise<readonly Ticket[]> {
    return (await this.writer.changeAll(unique(ids), 'archive', archiveTicket, options)).tickets;
  }

  /** Puts several tickets into the trash as one operation. */
  async deleteAll(ids: readonly string[], options?: ChangeOptions): Promise<void> {
    await this.writer.delete(unique(ids), options);
  }

  async addTask(id: string, title: string): Promise<{ ticket: Ticket; task: Task }> {
    const task = { id: crypto.randomUUID(), title };
    const ticket = await this.writer.change(id, 'task add', (before, now) => addTasks(before, [task], now));
    return { ticket, task: findTask(ticket, task.id) };
  }

  /** @param reference a task's id, or its number counted from one */
  async setTaskCompleted(id: string, reference: string, completed: boolean): Promise<{ ticket: Ticket; task: Task }> {
    let taskId = reference;
    const ticket = await this.writer.change(id, completed ? 'task complete' : 'task uncomplete', (before, now) => {
      taskId = findTask(before, reference).id;
      return setTaskCompleted(before, taskId, completed, now);
    });
    return { ticket, task: findTask(ticket, taskId) };
  }

  /** Makes a ticket the active one; null for none. */
  async setActive(id: string | null): Promise<void> {
    await this.store.updateActive(() => (id === null ? [] : [id]));
  }

  /** The new keys of cards that are dropped; those that stand right have none. */
  private ranksFor(ids: readonly string[], status: Status, { beforeId }: Place): ReadonlyMap<string, string | null> {
    const column = this.store.rows.filter((row) => row.status === status).sort(compareRanked);
    const cards = ids.flatMap((id) => this.store.row(id) ?? []);
    const ranks = ranksForPlace(column, beforeId, cards);
    return new Map(cards.map(({ id }, index) => [id, ranks[index] ?? null]));
  }
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function byId(tickets: readonly Ticket[]): Map<string, Ticket> {
  return new Map(tickets.map((ticket) => [ticket.id, ticket]));
}

/** A slug that no other ticket has: one that a person chose is refused when taken, a derived one gets a number. */
function freeSlug(slug: string, existing: readonly TicketRow[], chosen: boolean): string {
  const taken = new Set(existing.map((row) => row.slug));
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
