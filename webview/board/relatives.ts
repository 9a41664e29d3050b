import type { TaskProgress } from '../../src/domain/ticket.js';
import { isOpen, type TicketRow } from '../../src/domain/ticketRow.js';

/**
 * How tickets hang together, as TicketGraph tells it, but kept up ticket by ticket: a change of one among ten thousand
 * must not index all of them anew.
 */
export class Relatives {
  private readonly childIds = new Map<string, Set<string>>();

  constructor(private readonly get: (id: string) => TicketRow | undefined) {}

  /** Call for every row that comes, goes, or gives way to a newer one of the same ticket. */
  replace(before: TicketRow | undefined, after: TicketRow | undefined): void {
    if (before?.parent === after?.parent) return;
    if (before?.parent != null) this.childIds.get(before.parent)?.delete(before.id);
    if (after?.parent == null || after.parent === after.id) return;
    const siblings = this.childIds.get(after.parent);
    if (siblings) siblings.add(after.id);
    else this.childIds.set(after.parent, new Set([after.id]));
  }

  parent(row: TicketRow): TicketRow | undefined {
    return row.parent === null || row.parent === row.id ? undefined : this.get(row.parent);
  }

  children(id: string): readonly TicketRow[] {
    return this.rowsOf(this.childIds.get(id) ?? []);
  }

  /** How many of a ticket's parts are done; archived ones that are not done do not count. */
  progress(id: string): TaskProgress {
    const counted = this.children(id).filter((child) => child.status === 'done' || isOpen(child));
    return { completed: counted.filter(({ status }) => status === 'done').length, total: counted.length };
  }

  /** What must be done before this one can be; nothing for what is done itself. */
  openDependencies(row: TicketRow): readonly TicketRow[] {
    if (row.status === 'done' || row.depends_on.length === 0) return [];
    return this.rowsOf(new Set(row.depends_on)).filter((other) => other.id !== row.id && isOpen(other));
  }

  private rowsOf(ids: Iterable<string>): readonly TicketRow[] {
    return Array.from(ids, (id) => this.get(id)).filter((row) => row !== undefined);
  }
}
