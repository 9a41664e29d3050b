import type { JournalEntry, TicketRecord } from './operation.js';
import { sameValue } from './sameValue.js';
import type { JsonValue, Ticket } from './ticket.js';
import { cellChange, isOrder, readCell } from './ticketCells.js';

/** Whose operations undo and redo walk through. */
export type Scope = (entry: JournalEntry) => boolean;

/** The latest operation that still stands, for `undo`. */
export function nextUndo(entries: readonly JournalEntry[], scope: Scope): JournalEntry | undefined {
  const { standing } = walk(entries, scope);
  return standing.at(-1);
}

/** Whether an operation has been made and not been taken back since. */
export function stillStands(entries: readonly JournalEntry[], id: string): boolean {
  return walk(entries, () => true).standing.some((entry) => entry.id === id);
}

/** The latest undo with nothing new after it, for `redo`; with the operation that it took back. */
export function nextRedo(
  entries: readonly JournalEntry[],
  scope: Scope,
): { readonly undo: JournalEntry; readonly original: JournalEntry } | undefined {
  const undo = walk(entries, scope).undone.at(-1);
  const original = undo && entries.find(({ id }) => id === undo.undoes);
  return undo && original && { undo, original };
}

/** A cell that somebody who writes no journal has set back to what it was before an operation of ours. */
export interface OverwrittenCell {
  readonly entry: JournalEntry;
  readonly ticket: string;
  readonly slug: string;
  readonly path: readonly string[];
  readonly ours: JsonValue | undefined;
  readonly now: JsonValue | undefined;
}

/** The last journaled change of a cell. */
interface LastChange {
  readonly cell: OverwrittenCell;
  /** What the cell held before, as far as the journal tells. */
  readonly earlier: (JsonValue | undefined)[];
}

/**
 * What writers that keep no journal have overwritten from an old copy: cells whose last journaled change is gone, and
 * that hold again what they held some time before it.
 * @param entries the whole journal, the oldest first
 */
export function findOverwritten(
  entries: readonly JournalEntry[],
  tickets: ReadonlyMap<string, Ticket>,
): OverwrittenCell[] {
  return [...lastChanges(entries).values()].flatMap(({ cell, earlier }) => {
    const ticket = tickets.get(cell.ticket);
    if (!ticket) return [];
    const now = readCell(ticket, cell.path);
    if (sameValue(now, cell.ours)) return [];
    return earlier.some((value) => sameValue(now, value)) ? [{ ...cell, now }] : [];
  });
}

/** The changes that an operation made, from what others have overwritten them with to what they were. */
export function restoringRecords(entry: JournalEntry, overwritten: readonly OverwrittenCell[]): TicketRecord[] {
  const cells = overwritten.filter((cell) => cell.entry.id === entry.id);
  return entry.records.map((record) => {
    if (record.kind !== 'update') return record;
    const changes = record.changes.map((change) => {
      const cell = cells.find(({ ticket, path }) => ticket === record.ticket && sameValue(path, change.path));
      return cell ? cellChange(change.path, cell.now, change.after) : change;
    });
    return { ...record, changes };
  });
}

function lastChanges(entries: readonly JournalEntry[]): Map<string, LastChange> {
  const last = new Map<string, LastChange>();
  for (const entry of entries) {
    for (const record of entry.records) {
      if (record.kind !== 'update') continue;
      for (const { path, before, after } of record.changes) {
        if (isOrder(path)) continue;
        const key = JSON.stringify([record.ticket, ...path]);
        const known = last.get(key);
        const earlier = known?.earlier ?? [];
        if (known) earlier.push(known.cell.ours);
        earlier.push(before);
        const cell = { entry, ticket: record.ticket, slug: record.slug, path, ours: after, now: undefined };
        last.set(key, { cell, earlier });
      }
    }
  }
  return last;
}

function walk(
  entries: readonly JournalEntry[],
  scope: Scope,
): { readonly standing: JournalEntry[]; readonly undone: JournalEntry[] } {
  const standing: JournalEntry[] = [];
  let undone: JournalEntry[] = [];
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  for (const entry of entries) {
    if (entry.undoes !== undefined) {
      const index = standing.findIndex(({ id }) => id === entry.undoes);
      if (index !== -1) standing.splice(index, 1);
      if (scope(entry)) undone.push(entry);
    } else if (entry.redoes !== undefined) {
      undone = undone.filter(({ id }) => id !== entry.redoes);
      const original = byId.get(byId.get(entry.redoes)?.undoes ?? '');
      if (original && scope(original)) standing.push(original);
    } else if (scope(entry)) {
      standing.push(entry);
      undone = [];
    }
  }
  return { standing, undone };
}
