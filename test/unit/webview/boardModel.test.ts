import { describe, expect, it } from 'vitest';
import type { ReplyError } from '../../../src/protocol/boardMessages.js';
import type { Board, BoardState } from '../../../webview/board/boardModel.js';
import { movedElsewhere, receive, setRefusal, settleMove, startMove } from '../../../webview/board/boardModel.js';
import { columnsOf } from '../../../webview/board/columns.js';
import { patch, row, smallBoard, snapshot } from '../../webview/rows.js';

const refused: ReplyError = { code: 'blocked', message: 'It waits for another.', hint: 'Finish that first.' };

function open(rows = smallBoard()): Board {
  const state = receive({ kind: 'loading' }, snapshot(rows));
  if (state.kind !== 'board') throw new Error('a snapshot opens the board');
  return state;
}

function asBoard(state: BoardState): Board {
  if (state.kind !== 'board') throw new Error('the board is not open');
  return state;
}

function ids(state: BoardState): Record<string, string[]> {
  const columns = columnsOf(asBoard(state)).map(({ status, rows }) => [status, rows.map(({ id }) => id)]);
  return Object.fromEntries(columns) as Record<string, string[]>;
}

describe('messages', () => {
  it('shows a snapshot in the order of rank by code unit, then of id', () => {
    const rows = [row('x', { rank: 'b' }), row('y', { rank: 'Z' }), row('w', { rank: 'b' }), row('ä', { rank: 'a' })];
    expect(ids(open(rows))['todo']).toEqual(['y', 'ä', 'w', 'x']);
  });

  it('applies the next patch: changed, new and removed rows, active ticket and broken files', () => {
    const upserts = [row('a1', { status: 'review' }), row('d1', { rank: 'a0' })];
    const next = asBoard(receive(open(), patch(2, { upserts, removes: ['a2'], activeId: 'd1', brokenCount: 2 })));
    expect(ids(next)).toMatchObject({ todo: ['d1', 'a3'], review: ['a1'] });
    expect(next).toMatchObject({ revision: 2, activeId: 'd1', brokenCount: 2, stale: false });
  });

  it('asks for a snapshot on a gap, and ignores patches until it has come', () => {
    const gap = asBoard(receive(open(), patch(3, { removes: ['a1'] })));
    expect(gap.stale).toBe(true);
    expect(gap.rows.has('a1')).toBe(true);
    expect(receive(gap, patch(2, { removes: ['a1'] }))).toBe(gap);
    expect(receive(gap, snapshot([row('new')], { revision: 9 }))).toMatchObject({ stale: false, revision: 9 });
  });

  it('ignores a patch without a board, and leaves the unavailable state by a snapshot', () => {
    expect(receive({ kind: 'loading' }, patch(2))).toEqual({ kind: 'loading' });
    const gone = receive(open(), { type: 'unavailable', message: 'No store.', hint: 'Make one.' });
    expect(gone).toEqual({ kind: 'unavailable', message: 'No store.', hint: 'Make one.' });
    expect(receive(gone, snapshot([])).kind).toBe('board');
  });
});

describe('moves', () => {
  const toDoing = { id: 'a1', status: 'doing', beforeId: 'b2' } as const;

  it('shows a card where it was dropped, with its new status and no age', () => {
    const moving = startMove(
      open([row('a1', { statusSince: '2025-01-01T00:00:00Z' }), ...smallBoard().slice(1)]),
      toDoing,
    );
    expect(ids(moving)).toMatchObject({ todo: ['a2', 'a3'], doing: ['b1', 'a1', 'b2'] });
    const shown = columnsOf(moving)[1]?.rows[1];
    expect(shown).toMatchObject({ status: 'doing', statusSince: null });
  });

  it('keeps it there through the patch and the reply', () => {
    const moving = startMove(open(), toDoing);
    const patched = receive(moving, patch(2, { upserts: [row('a1', { status: 'doing', rank: 'b1V' })] }));
    expect(ids(patched)['doing']).toEqual(['b1', 'a1', 'b2']);
    const settled = asBoard(settleMove(patched, toDoing, null));
    expect(ids(settled)['doing']).toEqual(['b1', 'a1', 'b2']);
    expect(settled).toMatchObject({ pending: [], refusal: null });
  });

  it('returns a refused card and keeps the reason until it is read', () => {
    const settled = settleMove(startMove(open(), toDoing), toDoing, refused);
    expect(ids(settled)).toMatchObject({ todo: ['a1', 'a2', 'a3'], doing: ['b1', 'b2'] });
    expect(settled).toMatchObject({ refusal: refused });
    expect(setRefusal(settled, null)).toMatchObject({ refusal: null });
  });

  it('lets the later of two moves of one card win, also when the earlier is refused', () => {
    const toDone = { id: 'a1', status: 'done', beforeId: null } as const;
    const both = startMove(startMove(open(), toDoing), toDone);
    expect(ids(both)).toMatchObject({ doing: ['b1', 'b2'], done: ['c1', 'a1'] });
    expect(ids(settleMove(both, toDoing, refused))['done']).toEqual(['c1', 'a1']);
  });

  it('lets a card that somebody deletes go, and then says nothing of a refusal', () => {
    const gone = asBoard(receive(startMove(open(), toDoing), patch(2, { removes: ['a1'] })));
    expect(gone.pending).toEqual([]);
    expect(settleMove(gone, toDoing, refused)).toBe(gone);
  });

  it('puts a card at the end when the one it was dropped before has gone', () => {
    const moving = receive(startMove(open(), toDoing), patch(2, { removes: ['b2'] }));
    expect(ids(moving)['doing']).toEqual(['b1', 'a1']);
  });

  it('moves within a column, and keeps a move over a new snapshot', () => {
    const moving = startMove(open(), { id: 'a3', status: 'todo', beforeId: 'a1' });
    expect(ids(receive(moving, snapshot(smallBoard(), { revision: 7 })))['todo']).toEqual(['a3', 'a1', 'a2']);
  });
});

describe('moves made elsewhere', () => {
  const elsewhere = patch(2, { upserts: [row('a1', { status: 'doing' }), row('a2', { title: 'New' }), row('d1')] });

  it('are told from new titles and new tickets', () => {
    expect(movedElsewhere(open(), receive(open(), elsewhere))).toEqual(['a1']);
  });

  it('are none where the move is ours', () => {
    const moving = startMove(open(), { id: 'a1', status: 'doing', beforeId: null });
    expect(movedElsewhere(moving, receive(moving, elsewhere))).toEqual([]);
  });
});
