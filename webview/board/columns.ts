import type { Status } from '../../src/domain/ticket.js';
import type { BoardColumn, BoardRow } from '../../src/protocol/boardMessages.js';
import type { Board, PendingMove } from './boardModel.js';

/** A column as it is shown. */
export interface Column extends BoardColumn {
  readonly rows: readonly BoardRow[];
}

/** Where a card would land: in a column before another card, or at its end. */
export interface Place {
  readonly status: Status;
  readonly beforeId: string | null;
}

/** By code unit and not by language: all who read the same files must see the same order. */
function compareRows(a: BoardRow, b: BoardRow): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** The columns in order, with cards that wait for the host's answer where they were dropped. */
export function columnsOf(board: Board): readonly Column[] {
  const lists = new Map(board.columns.map((column) => [column.status, [] as BoardRow[]]));
  for (const row of board.rows.values()) lists.get(row.status)?.push(row);
  for (const list of lists.values()) list.sort(compareRows);
  for (const move of board.pending) show(lists, move);
  return board.columns.map((column) => ({ ...column, rows: lists.get(column.status) ?? [] }));
}

function show(lists: ReadonlyMap<Status, BoardRow[]>, move: PendingMove): void {
  const target = lists.get(move.status);
  if (!target) return;
  for (const list of lists.values()) {
    const at = list.findIndex((row) => row.id === move.id);
    const [row] = at < 0 ? [] : list.splice(at, 1);
    if (!row) continue;
    const before = target.findIndex((other) => other.id === move.beforeId);
    const moved = row.status === move.status ? row : { ...row, status: move.status, statusSince: null };
    target.splice(before < 0 ? target.length : before, 0, moved);
    return;
  }
}

/** Column and position of a card. */
export function locate(columns: readonly Column[], id: string): { column: number; index: number } | null {
  for (const [column, { rows }] of columns.entries()) {
    const index = rows.findIndex((row) => row.id === id);
    if (index >= 0) return { column, index };
  }
  return null;
}

/** Whether a card dropped there would stay where it is. */
export function isOwnPlace(columns: readonly Column[], id: string, place: Place): boolean {
  const rows = columns.find(({ status }) => status === place.status)?.rows ?? [];
  const index = rows.findIndex((row) => row.id === id);
  if (index < 0) return false;
  return place.beforeId === id || place.beforeId === (rows[index + 1]?.id ?? null);
}

/** What a person hears of a place: the column's title, the position from one, and how many there will be. */
export function describePlace(columns: readonly Column[], id: string, place: Place): [string, number, number] {
  const column = columns.find(({ status }) => status === place.status);
  const others = column?.rows.filter((row) => row.id !== id) ?? [];
  const before = others.findIndex((row) => row.id === place.beforeId);
  return [column?.title ?? '', (before < 0 ? others.length : before) + 1, others.length + 1];
}

/** The card that takes the place of one that went, so that the focus has somewhere to stay. */
export function successor(before: readonly Column[], after: readonly Column[], id: string): string | null {
  const at = locate(before, id);
  if (!at) return null;
  const rows = after[at.column]?.rows ?? [];
  return rows[Math.min(at.index, rows.length - 1)]?.id ?? null;
}
