/** What the board knows and how it changes; pure, so that every message can be tried without a page. */
import type { Status } from '../../src/domain/ticket.js';
import type { BoardColumn, BoardRow, HostMessage, ReplyError } from '../../src/protocol/boardMessages.js';

/** A move that the host has not answered yet; until then the card stays where it was dropped. */
export interface PendingMove {
  readonly id: string;
  readonly status: Status;
  readonly beforeId: string | null;
}

export interface Board {
  readonly kind: 'board';
  readonly revision: number;
  /** A patch went missing; what follows is ignored until the next snapshot. */
  readonly stale: boolean;
  readonly columns: readonly BoardColumn[];
  readonly rows: ReadonlyMap<string, BoardRow>;
  readonly activeId: string | null;
  readonly brokenCount: number;
  readonly readOnly: string | null;
  readonly pending: readonly PendingMove[];
  /** Why the last request was refused, until somebody has read it. */
  readonly refusal: ReplyError | null;
}

export type BoardState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'unavailable'; readonly message: string; readonly hint: string }
  | Board;

/** What changes the board; replies go to whoever asked. */
export type StateMessage = Exclude<HostMessage, { type: 'reply' }>;
type Snapshot = Extract<HostMessage, { type: 'snapshot' }>;
type Patch = Extract<HostMessage, { type: 'patch' }>;

/** The state after a message; a board that comes out `stale` needs a new snapshot. */
export function receive(state: BoardState, message: StateMessage): BoardState {
  switch (message.type) {
    case 'snapshot':
      return applySnapshot(state, message);
    case 'patch':
      return state.kind === 'board' ? applyPatch(state, message) : state;
    case 'unavailable':
      return { kind: 'unavailable', message: message.message, hint: message.hint };
  }
}

function applySnapshot(state: BoardState, snapshot: Snapshot): Board {
  const rows = new Map(snapshot.rows.map((row) => [row.id, row]));
  return {
    kind: 'board',
    revision: snapshot.revision,
    stale: false,
    columns: snapshot.columns,
    rows,
    activeId: snapshot.activeId,
    brokenCount: snapshot.brokenCount,
    readOnly: snapshot.readOnly,
    pending: state.kind === 'board' ? state.pending.filter((move) => rows.has(move.id)) : [],
    refusal: state.kind === 'board' ? state.refusal : null,
  };
}

function applyPatch(board: Board, patch: Patch): Board {
  if (board.stale) return board;
  if (patch.revision !== board.revision + 1) return { ...board, stale: true };
  const rows = new Map(board.rows);
  for (const id of patch.removes) rows.delete(id);
  for (const row of patch.upserts) rows.set(row.id, row);
  return {
    ...board,
    revision: patch.revision,
    rows,
    activeId: patch.activeId,
    brokenCount: patch.brokenCount,
    pending: board.pending.filter((move) => rows.has(move.id)),
  };
}

/** Shows a card where it was dropped, and forgets an older refusal. */
export function startMove(board: Board, move: PendingMove): Board {
  return { ...board, pending: [...board.pending, move], refusal: null };
}

/** Ends a move: by then a patch has brought the new place, or the card goes back and the reason is kept. */
export function settleMove(state: BoardState, move: PendingMove, error: ReplyError | null): BoardState {
  if (state.kind !== 'board' || !state.pending.includes(move)) return state;
  const pending = state.pending.filter((other) => other !== move);
  return { ...state, pending, refusal: error ?? state.refusal };
}

/** Keeps why the last request was refused, or forgets it. */
export function setRefusal(state: BoardState, refusal: ReplyError | null): BoardState {
  return state.kind === 'board' ? { ...state, refusal } : state;
}

/** The cards that somebody else has put elsewhere. */
export function movedElsewhere(before: BoardState, after: BoardState): readonly string[] {
  if (before.kind !== 'board' || after.kind !== 'board') return [];
  const mine = new Set(before.pending.map((move) => move.id));
  return [...after.rows.values()].flatMap((row) => {
    const old = before.rows.get(row.id);
    const stays = !old || old === row || (old.status === row.status && old.rank === row.rank);
    return stays || mine.has(row.id) ? [] : [row.id];
  });
}
