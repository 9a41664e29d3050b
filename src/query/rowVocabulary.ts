import { shortIds } from '../domain/ticketRef.js';
import { isOpen, type TicketRow } from '../domain/ticketRow.js';
import type { Vocabulary } from './field.js';

/** Longer names nobody picks from a list. */
const maxLength = 200;

/** The words of some rows, the most used first; each list is made when somebody asks for it. */
export class RowVocabulary implements Vocabulary {
  private readonly lists = new Map<string, readonly string[]>();
  private rowList: readonly TicketRow[] | undefined;
  private ticketList: Vocabulary['tickets'] | undefined;

  /** @param given gone through once, when the first list is asked for */
  constructor(private readonly given: Iterable<TicketRow>) {}

  get tags(): readonly string[] {
    return this.list('tags', (row) => row.tags);
  }

  get assignees(): readonly string[] {
    return this.list('assignees', ({ assignee }) => (assignee === null ? [] : [assignee]));
  }

  get branches(): readonly string[] {
    return this.list('branches', ({ branch }) => (branch === null ? [] : [branch]));
  }

  get fields(): readonly string[] {
    return this.list('fields', (row) => Object.keys(row.fields));
  }

  /** Those in work come before those that are done, in each the latest edited first. */
  get tickets(): Vocabulary['tickets'] {
    return (this.ticketList ??= this.makeTickets());
  }

  private get rows(): readonly TicketRow[] {
    return (this.rowList ??= [...this.given]);
  }

  private makeTickets(): Vocabulary['tickets'] {
    const rows = [...this.rows].sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || b.touched - a.touched);
    const names = shortIds(rows.map(({ id }) => id));
    return rows.map(({ id, title }) => ({ reference: `#${names.get(id) ?? id}`, title }));
  }

  private list(name: string, of: (row: TicketRow) => readonly string[]): readonly string[] {
    const known = this.lists.get(name);
    if (known) return known;
    const uses = new Map<string, number>();
    for (const row of this.rows) for (const word of of(row)) uses.set(word, (uses.get(word) ?? 0) + 1);
    const words = [...uses].filter(([word]) => isTypeable(word)).sort(byUse);
    const list = words.map(([word]) => word);
    this.lists.set(name, list);
    return list;
  }
}

/** A field of one line takes no line break, and a query cannot ask for blanks. */
function isTypeable(word: string): boolean {
  return word.trim() !== '' && word.length <= maxLength && !/[\r\n]/.test(word);
}

function byUse([a, useOfA]: readonly [string, number], [b, useOfB]: readonly [string, number]): number {
  return useOfB - useOfA || (a < b ? -1 : 1);
}
