import { liveClaim } from './claim.js';
import { findCycle, findPath } from './cycles.js';
import type { TaskProgress } from './ticket.js';
import { isOpen, type TicketRow } from './ticketRow.js';

/**
 * How tickets hang together: which are parts of which, and which depend on which. An id that no ticket has, as a merge
 * or a deletion by hand may leave it, and a ticket that names itself, count as no relation.
 *
 * Each index is built when it is first asked for, in one pass.
 */
export class TicketGraph {
  private readonly rows: readonly TicketRow[];
  private idIndex: ReadonlyMap<string, TicketRow> | undefined;
  private childIndex: ReadonlyMap<string, readonly TicketRow[]> | undefined;
  private dependentIndex: ReadonlyMap<string, readonly TicketRow[]> | undefined;

  constructor(rows: Iterable<TicketRow>) {
    this.rows = [...rows];
  }

  get ids(): Iterable<string> {
    return this.byId.keys();
  }

  get(id: string): TicketRow | undefined {
    return this.byId.get(id);
  }

  /** The tickets that are part of this one, in no particular order; not the parts of those. */
  children(id: string): readonly TicketRow[] {
    this.childIndex ??= this.groupBy(({ id, parent }) => (parent === null || parent === id ? [] : [parent]));
    return this.childIndex.get(id) ?? [];
  }

  /** The tickets that depend on this one. */
  dependents(id: string): readonly TicketRow[] {
    this.dependentIndex ??= this.groupBy(({ id, depends_on }) => depends_on.filter((other) => other !== id));
    return this.dependentIndex.get(id) ?? [];
  }

  /** The tickets that this one depends on. */
  dependencies(row: TicketRow): readonly TicketRow[] {
    const others = [...new Set(row.depends_on)].filter((id) => id !== row.id);
    return others.map((id) => this.get(id)).filter((other) => other !== undefined);
  }

  /** Those of them that are neither done nor put away. */
  openDependencies(row: TicketRow): readonly TicketRow[] {
    return this.dependencies(row).filter(isOpen);
  }

  /** Whether somebody has called it blocked, or something that it depends on is open. A done ticket is not blocked. */
  isBlocked(row: TicketRow): boolean {
    return row.status === 'blocked' || (row.status !== 'done' && this.openDependencies(row).length > 0);
  }

  /**
   * Whether work on it can begin at once: it is to do, not archived, claimed by nobody at this moment, nothing that it
   * depends on is open, and no part of it is open, because then the work is in its parts.
   */
  isReady(row: TicketRow, now: Date): boolean {
    return (
      row.status === 'todo' &&
      !row.archived &&
      liveClaim(row.claim, now) === null &&
      !this.isBlocked(row) &&
      !this.children(row.id).some(isOpen)
    );
  }

  /** How many of a ticket's parts are done; archived ones that are not done do not count. */
  progress(id: string): TaskProgress {
    const counted = this.children(id).filter((child) => child.status === 'done' || isOpen(child));
    return { completed: counted.filter(({ status }) => status === 'done').length, total: counted.length };
  }

  /**
   * Ids of tickets of which each waits for the next, from one to the other. A ticket waits for what it depends on and
   * for its parts; one relation alone, or both mixed, could make a circle in which nothing can ever be finished.
   */
  waitingPath(from: string, to: string): readonly string[] | null {
    return findPath(from, to, (id) => this.awaited(id));
  }

  /** Ids of tickets that wait for each other in a circle, the first also last; null where there are none. */
  waitingCycle(): readonly string[] | null {
    return findCycle(this.ids, (id) => this.awaited(id));
  }

  private awaited(id: string): readonly string[] {
    const row = this.get(id);
    return row === undefined ? [] : [...this.dependencies(row), ...this.children(id)].map((other) => other.id);
  }

  private get byId(): ReadonlyMap<string, TicketRow> {
    return (this.idIndex ??= new Map(this.rows.map((row) => [row.id, row])));
  }

  /** Rows by the ids that they name. */
  private groupBy(named: (row: TicketRow) => readonly string[]): ReadonlyMap<string, readonly TicketRow[]> {
    const groups = new Map<string, TicketRow[]>();
    for (const row of this.byId.values()) {
      for (const id of named(row)) {
        const group = groups.get(id);
        if (group === undefined) groups.set(id, [row]);
        // What a ticket names twice it names in one go.
        else if (group.at(-1) !== row) group.push(row);
      }
    }
    return groups;
  }
}
