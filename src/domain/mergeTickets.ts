import { sameValue } from './sameValue.js';
import type { JsonValue, Ticket } from './ticket.js';
import { cellChange, diffTickets, isOrder, readCell, writeCell, type CellChange } from './ticketCells.js';

/** A cell that two people changed in different ways. Absent values say that the cell is not there. */
interface CellConflict {
  readonly path: readonly string[];
  readonly base?: JsonValue;
  readonly mine?: JsonValue;
  readonly theirs?: JsonValue;
}

export interface Merged {
  /** `theirs` with all of mine that does not collide. */
  readonly ticket: Ticket;
  readonly conflicts: readonly CellConflict[];
}

/** Joins two versions of a ticket that come from one base, cell by cell. */
export function mergeTickets(base: Ticket, mine: Ticket, theirs: Ticket): Merged {
  return applyChanges(theirs, diffTickets(base, mine));
}

/**
 * Makes changes in a version that may have gone on meanwhile: a cell is set where it still holds what the change found,
 * left where it holds what the change wants, and a conflict otherwise. Of two orders of a list the change's counts.
 */
export function applyChanges(ticket: Ticket, changes: readonly CellChange[]): Merged {
  let result = ticket;
  const conflicts: CellConflict[] = [];
  // Orders come last, when all items are there.
  for (const { path, before, after } of [...changes].sort(
    (a, b) => Number(isOrder(a.path)) - Number(isOrder(b.path)),
  )) {
    const now = readCell(result, path);
    if (isOrder(path) || sameValue(now, before)) result = writeCell(result, path, after);
    else if (!sameValue(now, after)) conflicts.push(conflict(path, before, after, now));
  }
  return { ticket: result, conflicts };
}

/** The changes that lead back. */
export function reverseChanges(changes: readonly CellChange[]): CellChange[] {
  return changes.map(({ path, before, after }) => cellChange(path, after, before));
}

function conflict(
  path: readonly string[],
  base: JsonValue | undefined,
  mine: JsonValue | undefined,
  theirs: JsonValue | undefined,
): CellConflict {
  return {
    path,
    ...(base === undefined ? {} : { base }),
    ...(mine === undefined ? {} : { mine }),
    ...(theirs === undefined ? {} : { theirs }),
  };
}
