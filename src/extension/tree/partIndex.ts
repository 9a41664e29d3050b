import type { TicketRow } from '../../domain/ticketRow.js';

/** Ids of the parts of tickets, by the id that they name as their parent; a merge may have left none of that id. */
export class PartIndex {
  private readonly parts = new Map<string, Set<string>>();

  get parents(): Iterable<string> {
    return this.parts.keys();
  }

  of(parent: string): ReadonlySet<string> {
    return this.parts.get(parent) ?? none;
  }

  add({ id, parent }: TicketRow): void {
    if (parent === null) return;
    const parts = this.parts.get(parent);
    if (parts) parts.add(id);
    else this.parts.set(parent, new Set([id]));
  }

  remove({ id, parent }: TicketRow): void {
    if (parent === null) return;
    const parts = this.parts.get(parent);
    parts?.delete(id);
    if (parts?.size === 0) this.parts.delete(parent);
  }
}

const none: ReadonlySet<string> = new Set();
