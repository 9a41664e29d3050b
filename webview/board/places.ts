import type { Status } from '../../src/domain/ticket.js';
import type { TicketRow } from '../../src/domain/ticketRow.js';
import type { BoardColumn } from '../../src/protocol/boardMessages.js';

/** Where cards would land: in a column before another card, or at its end. */
export interface Place {
  readonly status: Status;
  /** Null for the end; absent where the order is not the person's own, so that only the column counts. */
  readonly beforeId?: string | null | undefined;
}

/** What is shown, column by column. */
export interface ShownColumns {
  readonly columns: readonly BoardColumn[];
  shown(status: Status): readonly TicketRow[];
}

/** Where a card is: the number of its column, and its place in it. */
export interface Location {
  readonly column: number;
  readonly index: number;
}

export function samePlace(a: Place | null, b: Place | null): boolean {
  return a?.status === b?.status && a?.beforeId === b?.beforeId;
}

/** Whether cards dropped there would stay as they are: they stand side by side, and just there. */
export function isOwnPlace(board: ShownColumns, ids: readonly string[], place: Place): boolean {
  const rows = board.shown(place.status);
  const moved = new Set(ids);
  if (place.beforeId === undefined) return rows.filter(({ id }) => moved.has(id)).length === ids.length;
  const end = place.beforeId === null ? rows.length : rows.findIndex(({ id }) => id === place.beforeId);
  const start = moved.has(place.beforeId ?? '') ? end : end - ids.length;
  return ids.every((id, offset) => rows[start + offset]?.id === id);
}

/** What a person hears of a place: the column's title, the position from one, and how many there will be. */
export function describePlace(board: ShownColumns, ids: readonly string[], place: Place): [string, number, number] {
  const moved = new Set(ids);
  const others = board.shown(place.status).filter(({ id }) => !moved.has(id));
  const before = others.findIndex(({ id }) => id === place.beforeId);
  const title = board.columns.find(({ status }) => status === place.status)?.title ?? '';
  return [title, (before < 0 ? others.length : before) + 1, others.length + ids.length];
}

export type Direction = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/** The card that a step leads to; sideways it passes over columns without one and keeps its height where it can. */
export function step(board: ShownColumns, from: Location, direction: Direction): string | null {
  if (direction === 'left') return sideways(board, from, -1);
  if (direction === 'right') return sideways(board, from, 1);
  const rows = rowsOf(board, from.column);
  const index = { up: from.index - 1, down: from.index + 1, first: 0, last: rows.length - 1 }[direction];
  return rows[index]?.id ?? null;
}

function sideways(board: ShownColumns, from: Location, by: -1 | 1): string | null {
  for (let next = from.column + by; next >= 0 && next < board.columns.length; next += by) {
    const rows = rowsOf(board, next);
    if (rows.length > 0) return rows[Math.min(from.index, rows.length - 1)]?.id ?? null;
  }
  return null;
}

/** The place to which a step carries cards that are over another; null where there is none further on. */
export function carry(board: ShownColumns, ids: readonly string[], from: Place, direction: Direction): Place | null {
  const moved = new Set(ids);
  const others = (status: Status): readonly TicketRow[] => board.shown(status).filter(({ id }) => !moved.has(id));
  const here = others(from.status);
  const found = here.findIndex(({ id }) => id === from.beforeId);
  const index = found < 0 ? here.length : found;
  if (direction === 'left' || direction === 'right') {
    const at = board.columns.findIndex(({ status }) => status === from.status);
    const status = board.columns[at + (direction === 'left' ? -1 : 1)]?.status;
    return status === undefined ? null : placeIn(status, from, others(status)[index]);
  }
  const next = { up: index - 1, down: index + 1, first: 0, last: here.length }[direction];
  const isPlace = from.beforeId !== undefined && next >= 0 && next <= here.length && next !== index;
  return isPlace ? placeIn(from.status, from, here[next]) : null;
}

function placeIn(status: Status, from: Place, before: TicketRow | undefined): Place {
  return from.beforeId === undefined ? { status } : { status, beforeId: before?.id ?? null };
}

function rowsOf(board: ShownColumns, column: number): readonly TicketRow[] {
  const status = board.columns[column]?.status;
  return status === undefined ? [] : board.shown(status);
}
