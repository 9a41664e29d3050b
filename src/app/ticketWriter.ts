import { renewClaim } from '../domain/claim.js';
import type { ChildrenPolicy } from '../domain/dependents.js';
import { TicketreeError } from '../domain/errors.js';
import type { Actor } from '../domain/operation.js';
import { archiveTicket } from '../domain/lifecycle.js';
import { sameValue } from '../domain/sameValue.js';
import { isArchived, type Ticket } from '../domain/ticket.js';
import { claimOf } from '../domain/ticketMetadata.js';
import { enterStatus, leavesActive } from '../domain/transitions.js';
import {
  PlanAgain,
  type OperationPlan,
  type OperationRequest,
  type OperationResult,
  type TicketWrite,
} from '../store/operations/operation.js';
import { ticketGone } from '../store/ticketFileName.js';
import type { TicketStore } from '../store/ticketStore.js';
import type { Clock } from '../util/clock.js';
import { checkRelations, dependentsOf, removalBy } from './consequences.js';
import type { SettingsReader } from './settingsReader.js';
import { enforcedWipLimits, refuseFullColumns } from './wipLimits.js';

/** Changes a ticket; pure, because it is called again when somebody wrote in between. */
export type TicketChange = (ticket: Ticket, now: Date) => Ticket;

export interface ChangeOptions {
  /** What becomes of those that hang on tickets which are closed, archived or deleted; else as the settings say. */
  readonly children?: ChildrenPolicy;
  readonly onProgress?: OperationRequest['onProgress'];
  /** Id of the operation, where somebody has to know it beforehand. */
  readonly operation?: string;
}

/**
 * The one way by which surfaces change tickets. It sees to what every change brings with it: closing and archiving ask
 * after what hangs on the ticket, a full column may be closed, work renews a claim, and what is done is active no more.
 */
export class TicketWriter {
  constructor(
    private readonly store: TicketStore,
    private readonly clock: Clock,
    readonly actor: () => Promise<Actor>,
    private readonly settings: SettingsReader,
    /** Told of tickets that have just become done, whoever closed them; it fails nothing. */
    private readonly onClosed: (ids: readonly string[]) => Promise<void>,
  ) {}

  /** Changes one ticket. @throws TicketreeError `ticket_not_found`, and as {@link TicketStore.operate} */
  async change(id: string, action: string, change: TicketChange, options: ChangeOptions = {}): Promise<Ticket> {
    const { tickets } = await this.changeAll([id], action, change, options);
    return required(new Map(tickets.map((ticket) => [ticket.id, ticket])), id);
  }

  /** Changes several tickets as one operation, all or none. @throws TicketreeError as {@link change} */
  async changeAll(
    ids: readonly string[],
    action: string,
    change: TicketChange,
    options: ChangeOptions = {},
  ): Promise<OperationResult> {
    const { plan, actor } = await this.planFor(ids, change, options);
    const { operation } = options;
    const named = operation === undefined ? {} : { id: operation };
    return this.operate(action, { ids, ...named, ...progressOf(options) }, plan, actor);
  }

  /**
   * Whether a change of one ticket would be refused, as far as can be known now; nothing is written.
   * @throws TicketreeError as {@link change}
   */
  async check(id: string, change: TicketChange): Promise<void> {
    const { plan } = await this.planFor([id], change, {});
    const tickets = new Map([[id, await this.store.read(id)]]);
    try {
      plan(tickets, null);
    } catch (error) {
      if (!(error instanceof PlanAgain)) throw error;
      for (const other of error.ids) tickets.set(other, await this.store.read(other));
      plan(tickets, (await this.store.readRows()).rows);
    }
  }

  private async planFor(
    ids: readonly string[],
    change: TicketChange,
    options: ChangeOptions,
  ): Promise<{ readonly plan: OperationPlan; readonly actor: Actor }> {
    const [actor, lease, policies, limits] = await Promise.all([
      this.actor(),
      this.settings.get('claim.lease_minutes'),
      this.policies(options),
      enforcedWipLimits(this.settings),
    ]);
    const now = this.clock();
    const changeOne = (ticket: Ticket): Ticket => {
      const changed = change(ticket, now);
      // Who claims a ticket has said for how long; all other work renews.
      const isWork = changed !== ticket && sameValue(claimOf(changed), claimOf(ticket));
      return isWork ? renewClaim(changed, actor, lease, now) : changed;
    };
    const plan: OperationPlan = (tickets, rows) => {
      const puts = new Map(ids.map((id) => [id, changeOne(required(tickets, id))]));
      for (const id of ids) checkRelations(required(tickets, id), required(puts, id), rows);
      for (const kind of ['close', 'archive'] as const) {
        const removed = ids.filter((id) => removalBy(required(tickets, id), required(puts, id)) === kind);
        if (removed.length === 0) continue;
        const { also, detached } = dependentsOf(removed, kind, policies[kind], { tickets, rows });
        const isPutAway = removed.some((id) => isArchived(required(puts, id)));
        for (const ticket of detached) puts.set(ticket.id, ticket);
        for (const id of also) puts.set(id, follow(required(tickets, id), kind, isPutAway, now));
      }
      refuseFullColumns(limits, tickets, [...puts.values()], rows);
      return [...puts.values()].map((ticket) => ({ kind: 'put', ticket }));
    };
    return { plan, actor };
  }

  /** Puts tickets into the trash, as one operation. @throws TicketreeError `has_dependents`, and as {@link change} */
  async delete(ids: readonly string[], options: ChangeOptions = {}): Promise<OperationResult> {
    const policies = await this.policies(options);
    return this.operate('delete', { ids, alone: true, ...progressOf(options) }, (tickets, rows) => {
      for (const id of ids) required(tickets, id);
      const { also, detached } = dependentsOf(ids, 'delete', policies.delete, { tickets, rows });
      const gone = new Set([...ids, ...also]);
      return [
        ...[...gone].map((id): TicketWrite => ({ kind: 'delete', id })),
        ...detached.map((ticket): TicketWrite => ({ kind: 'put', ticket })),
      ];
    });
  }

  /** Runs an operation of this actor. @throws TicketreeError as {@link TicketStore.operate} */
  async operate(
    action: string,
    request: Omit<OperationRequest, 'info'>,
    plan: OperationPlan,
    actor?: Actor,
  ): Promise<OperationResult> {
    const info = { ...(actor ?? (await this.actor())), action };
    const result = await this.store.operate({ ...request, info }, plan);
    await this.leaveActive(result);
    const closed = closedBy(result);
    if (closed.length > 0) await this.onClosed(closed);
    return result;
  }

  private async policies({ children }: ChangeOptions): Promise<Record<'close' | 'archive' | 'delete', ChildrenPolicy>> {
    if (children !== undefined) return { close: children, archive: children, delete: children };
    const said = await this.settings.some(['children.on_close', 'children.on_archive', 'children.on_delete']);
    return {
      close: said['children.on_close'],
      archive: said['children.on_archive'],
      delete: said['children.on_delete'],
    };
  }

  private async leaveActive({ entry, tickets }: OperationResult): Promise<void> {
    const deleted = (entry?.records ?? []).filter(({ kind }) => kind === 'delete').map(({ ticket }) => ticket);
    const done = tickets.filter(({ status }) => leavesActive(status)).map(({ id }) => id);
    const leaving = new Set([...deleted, ...done]);
    if (leaving.size === 0) return;
    try {
      const active = await this.store.readActive();
      // Most tickets are not active; then there is nothing to lock and nothing to write.
      if (active.some((id) => leaving.has(id))) {
        await this.store.updateActive((ids) => ids.filter((id) => !leaving.has(id)));
      }
    } catch (error) {
      // The tickets are saved; that the list still names them does no harm, because a done ticket counts as active no more.
      if (!TicketreeError.is(error)) throw error;
    }
  }
}

/** Ids of the tickets that an operation has closed. */
function closedBy({ entry, tickets }: OperationResult): string[] {
  const done = new Set(tickets.filter(({ status }) => status === 'done').map(({ id }) => id));
  const moved = (entry?.records ?? []).filter(
    (record) => record.kind === 'update' && record.changes.some(({ path: [field] }) => field === 'status'),
  );
  return moved.map(({ ticket }) => ticket).filter((id) => done.has(id));
}

function progressOf({ onProgress }: ChangeOptions): Pick<OperationRequest, 'onProgress'> {
  return onProgress === undefined ? {} : { onProgress };
}

/** A part that a cascade takes along shares the fate of the whole, and nothing else that was said of that. */
function follow(part: Ticket, kind: 'close' | 'archive', isPutAway: boolean, now: Date): Ticket {
  const closed = kind === 'close' ? enterStatus(part, 'done', now) : part;
  return isPutAway ? archiveTicket(closed, now) : closed;
}

/** @throws TicketreeError `ticket_not_found` */
export function required(tickets: ReadonlyMap<string, Ticket>, id: string): Ticket {
  const ticket = tickets.get(id);
  if (ticket) return ticket;
  throw ticketGone(id);
}
