import type { BrokenFile, StoreChange } from '../domain/change.js';
import type { Ticket } from '../domain/ticket.js';
import { rowOf, type TicketRow } from '../domain/ticketRow.js';
import { duplicateOf, electFile } from './duplicates.js';
import type { LocatedTicket } from './snapshot/rowSnapshot.js';
import type { KnownFile } from './ticketFile.js';

/**
 * What the tickets folder held when it was last looked at. Pure: it is told what files hold and says what that changed.
 * Where two files hold one id, the one that is named after it wins and the other counts as broken.
 */
export class TicketIndex {
  private readonly files = new Map<string, KnownFile>();
  private readonly filesOfId = new Map<string, readonly string[]>();
  /** The ticket of each id, with the file that it is in. */
  private readonly winners = new Map<string, { readonly file: string; readonly ticket: Ticket }>();
  private readonly rowsOfTickets = new WeakMap<Ticket, TicketRow>();
  private readonly brokenFiles = new Map<string, BrokenFile>();

  /** All tickets, one an id, in no order. */
  get tickets(): Ticket[] {
    return [...this.winners.values()].map(({ ticket }) => ticket);
  }

  get broken(): BrokenFile[] {
    return [...this.brokenFiles.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  }

  /** The rows of all tickets; a ticket that did not change has the same row still. */
  get rows(): TicketRow[] {
    return this.tickets.map((ticket) => this.rowOf(ticket));
  }

  /** Where all tickets are. */
  get located(): LocatedTicket[] {
    return [...this.winners].flatMap(([id, { file: name }]) => {
      const stamp = this.files.get(name)?.stamp;
      return stamp ? [{ id, name, stamp }] : [];
    });
  }

  /** How many files there are. */
  get size(): number {
    return this.files.size;
  }

  get fileNames(): IterableIterator<string> {
    return this.files.keys();
  }

  get(id: string): Ticket | undefined {
    return this.winners.get(id)?.ticket;
  }

  row(id: string): TicketRow | undefined {
    const ticket = this.get(id);
    return ticket && this.rowOf(ticket);
  }

  fileNameOf(id: string): string | undefined {
    return this.winners.get(id)?.file;
  }

  file(name: string): KnownFile | undefined {
    return this.files.get(name);
  }

  /**
   * Takes note of what files hold now; null for a file that is gone.
   * @returns what became different, nothing for files whose ticket is the same
   */
  apply(read: ReadonlyMap<string, KnownFile | null>): StoreChange[] {
    const ids = new Set<string>();
    const names = new Set(read.keys());
    for (const [name, file] of read) {
      this.forget(name, ids);
      if (file) this.remember(name, file, ids);
    }
    const changes: (StoreChange | null)[] = [];
    for (const id of ids) {
      for (const name of this.filesOfId.get(id) ?? []) names.add(name);
      changes.push(this.electWinner(id));
    }
    for (const name of names) changes.push(this.judge(name));
    return changes.filter((change) => change !== null);
  }

  private rowOf(ticket: Ticket): TicketRow {
    const row = this.rowsOfTickets.get(ticket) ?? rowOf(ticket);
    this.rowsOfTickets.set(ticket, row);
    return row;
  }

  private electWinner(id: string): StoreChange | null {
    const names = this.filesOfId.get(id);
    const file = names && electFile(id, names);
    const ticket = file === undefined ? undefined : this.ticketIn(file);
    const previous = this.winners.get(id)?.ticket;
    if (file === undefined || ticket === undefined) {
      this.winners.delete(id);
      return previous ? { kind: 'deleted', ticket: previous } : null;
    }
    // A ticket that did not change stays the same object, by which views know it.
    const isSame = previous !== undefined && JSON.stringify(previous) === JSON.stringify(ticket);
    this.winners.set(id, { file, ticket: isSame ? previous : ticket });
    if (isSame) return null;
    return previous ? { kind: 'updated', ticket, previous } : { kind: 'created', ticket };
  }

  private judge(name: string): StoreChange | null {
    const before = this.brokenFiles.get(name);
    const now = this.faultOf(name);
    if (!now) {
      this.brokenFiles.delete(name);
      return before ? { kind: 'mended', file: name } : null;
    }
    this.brokenFiles.set(name, now);
    return before?.reason === now.reason && before.line === now.line ? null : { kind: 'broken', broken: now };
  }

  private faultOf(name: string): BrokenFile | null {
    const file = this.files.get(name);
    if (!file) return null;
    if (file.kind === 'broken') return file.broken;
    const winner = this.winners.get(file.ticket.id)?.file;
    if (winner === name || winner === undefined) return null;
    return duplicateOf(winner, name);
  }

  private ticketIn(name: string): Ticket | undefined {
    const file = this.files.get(name);
    return file?.kind === 'ticket' ? file.ticket : undefined;
  }

  private forget(name: string, ids: Set<string>): void {
    const ticket = this.ticketIn(name);
    if (ticket) {
      ids.add(ticket.id);
      const others = this.filesOfId.get(ticket.id)?.filter((each) => each !== name) ?? [];
      if (others.length > 0) this.filesOfId.set(ticket.id, others);
      else this.filesOfId.delete(ticket.id);
    }
    this.files.delete(name);
  }

  private remember(name: string, file: KnownFile, ids: Set<string>): void {
    this.files.set(name, withoutText(file));
    if (file.kind !== 'ticket') return;
    ids.add(file.ticket.id);
    const others = this.filesOfId.get(file.ticket.id);
    this.filesOfId.set(file.ticket.id, others ? [...others, name] : [name]);
  }
}

/** Files are told of with their texts, which would fill the memory here. */
function withoutText(file: KnownFile): KnownFile {
  const { stamp, settled } = file;
  return file.kind === 'ticket'
    ? { kind: 'ticket', stamp, settled, ticket: file.ticket }
    : { kind: 'broken', stamp, settled, broken: file.broken };
}
