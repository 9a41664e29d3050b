import { claimTicket, releaseClaim } from '../domain/claim.js';
import { TicketreeError } from '../domain/errors.js';
import { readyTickets } from '../domain/nextTicket.js';
import { attach, detach, planLink, planUnlink, type LinkKind } from '../domain/relations.js';
import type { Ticket } from '../domain/ticket.js';
import { TicketGraph } from '../domain/ticketGraph.js';
import { parentOf } from '../domain/ticketMetadata.js';
import type { TicketRow } from '../domain/ticketRow.js';
import { PlanAgain } from '../store/operations/operation.js';
import type { TicketStore } from '../store/ticketStore.js';
import type { Clock } from '../util/clock.js';
import type { SettingsReader } from './settingsReader.js';
import { required, type TicketWriter } from './ticketWriter.js';

/** How tickets hang together, which of them can be begun, and who takes which. */
export class WorkService {
  constructor(
    private readonly store: TicketStore,
    private readonly writer: TicketWriter,
    private readonly settings: SettingsReader,
    private readonly clock: Clock,
  ) {}

  /** @returns the ticket whose file names the other now. @throws TicketreeError `cycle`, `invalid_parent` */
  async link(from: string, kind: LinkKind, to: string): Promise<Ticket> {
    const holder = planUnlink(from, kind, to).id;
    const { tickets } = await this.writer.operate('link', { ids: [from, to], alone: true }, (known, rows) => {
      if (rows === null) throw new PlanAgain([], true);
      const change = planLink(from, kind, to, new TicketGraph(rows));
      return [{ kind: 'put', ticket: attach(required(known, change.id), change) }];
    });
    return required(byId(tickets), holder);
  }

  /** Makes tickets parts of one, as one operation. @throws TicketreeError `cycle`, `invalid_parent` */
  async setParent(ids: readonly string[], parent: string): Promise<void> {
    await this.writer.operate('link', { ids: [...ids, parent], alone: true }, (known, rows) => {
      if (rows === null) throw new PlanAgain([], true);
      const graph = new TicketGraph(rows);
      const changes = ids.map((id) => planLink(id, 'parent', parent, graph));
      return changes.map((change) => ({ kind: 'put', ticket: attach(required(known, change.id), change) }));
    });
  }

  /** Parts tickets from what they are part of, as one operation. */
  async leaveParent(ids: readonly string[]): Promise<void> {
    await this.writer.changeAll(ids, 'unlink', (ticket) =>
      detach(ticket, { id: ticket.id, parent: parentOf(ticket), depends_on: [] }),
    );
  }

  /** Parts two tickets, linked or not; the other one may be gone. */
  async unlink(from: string, kind: LinkKind, to: string): Promise<Ticket> {
    const change = planUnlink(from, kind, to);
    return this.writer.change(change.id, 'unlink', (ticket) => detach(ticket, change));
  }

  /** Takes a ticket for this session, as compare-and-swap. @throws TicketreeError `ticket_claimed` */
  async claim(id: string, leaseMinutes?: number): Promise<Ticket> {
    const lease = leaseMinutes ?? (await this.settings.get('claim.lease_minutes'));
    const claimant = await this.writer.actor();
    return this.writer.change(id, 'claim', (ticket, now) => claimTicket(ticket, claimant, lease, now));
  }

  /** @param force whoever holds it. @throws TicketreeError `ticket_claimed` */
  async release(id: string, force: boolean): Promise<Ticket> {
    const claimant = force ? ('force' as const) : await this.writer.actor();
    return this.writer.change(id, 'release', (ticket, now) => releaseClaim(ticket, claimant, now));
  }

  /** The tickets that can be begun at once, the best first. */
  async ready(): Promise<TicketRow[]> {
    const { rows } = await this.store.readRows();
    return readyTickets(rows, new TicketGraph(rows), this.clock());
  }

  /** The best ticket to begin with. @param isWanted narrows the choice. @throws TicketreeError `nothing_ready` */
  async next(isWanted: (row: TicketRow) => boolean): Promise<Ticket> {
    const best = (await this.ready()).find(isWanted);
    if (best === undefined) throw nothingReady();
    return this.store.read(best.id);
  }

  /**
   * Takes the best ticket that nobody else takes first.
   * @param isWanted narrows the choice
   * @throws TicketreeError `nothing_ready`
   */
  async claimNext(isWanted: (row: TicketRow) => boolean, leaseMinutes?: number): Promise<Ticket> {
    for (const { id } of (await this.ready()).filter(isWanted)) {
      try {
        return await this.claim(id, leaseMinutes);
      } catch (error) {
        // Somebody was quicker: then the next one.
        if (!TicketreeError.is(error, 'ticket_claimed', 'ticket_not_found', 'invalid_transition')) throw error;
      }
    }
    throw nothingReady();
  }
}

function nothingReady(): TicketreeError {
  return new TicketreeError(
    'nothing_ready',
    'No ticket can be begun at once.',
    'See what is in the way with `ticketree list "is:blocked OR is:claimed"`.',
  );
}

function byId(tickets: readonly Ticket[]): Map<string, Ticket> {
  return new Map(tickets.map((ticket) => [ticket.id, ticket]));
}
