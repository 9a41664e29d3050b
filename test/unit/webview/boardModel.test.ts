import { describe, expect, it } from 'vitest';
import { statuses } from '../../../src/domain/ticket.js';
import type { ReplyError } from '../../../src/protocol/boardMessages.js';
import { BoardModel } from '../../../webview/board/boardModel.js';
import type { PendingMove } from '../../../webview/board/pendingMoves.js';
import { facts, part, patch, rankOf, row, smallBoard, snapshot } from '../../webview/rows.js';

const refused: ReplyError = { code: 'blocked', message: 'It waits for another.', hint: 'Finish that first.' };

function open(rows = smallBoard()): BoardModel {
  const board = new BoardModel();
  board.applySnapshot(snapshot(rows));
  return board;
}

function ids(board: BoardModel): Record<string, string[]> {
  return Object.fromEntries(statuses.map((status) => [status, board.shown(status).map(({ id }) => id)]));
}

describe('messages', () => {
  it('shows a snapshot in the order of rank by code unit, then of id', () => {
    const rows = [row('x', { rank: 'b' }), row('y', { rank: 'Z' }), row('w', { rank: 'b' }), row('ä', { rank: 'a' })];
    expect(ids(open(rows))['todo']).toEqual(['y', 'ä', 'w', 'x']);
  });

  it('applies the next patch: changed, new and removed rows, and what holds for the board', () => {
    const board = open();
    const upserts = [row('a1', { status: 'review' }), row('d1', { rank: 'a0' })];
    board.applyPatch(patch(2, { upserts, removes: ['a2'], facts: facts({ activeId: 'd1', brokenCount: 2 }) }));
    expect(ids(board)).toMatchObject({ todo: ['d1', 'a3'], review: ['a1'] });
    expect(board.facts).toMatchObject({ activeId: 'd1', brokenCount: 2 });
    board.applyPatch(patch(3));
    expect(board.facts.activeId).toBe('d1');
  });

  it('takes a gap for stale, and ignores patches until a snapshot has come', () => {
    const board = open();
    board.applyPatch(patch(3, { removes: ['a1'] }));
    expect(board.isStale).toBe(true);
    board.applyPatch(patch(2, { removes: ['a1'] }));
    expect(ids(board)['todo']).toEqual(['a1', 'a2', 'a3']);
    board.applySnapshot(snapshot([row('new')], { revision: 9 }));
    expect(board.isStale).toBe(false);
    expect(ids(board)).toMatchObject({ todo: ['new'], doing: [], done: [] });
  });

  it('ignores a patch without a board, and leaves the unavailable state by a snapshot', () => {
    const board = new BoardModel();
    board.applyPatch(patch(2, { upserts: [row('a1')] }));
    expect(board.phase).toEqual({ kind: 'loading' });
    board.becomeUnavailable('No store.', 'Make one.');
    expect(board.phase).toEqual({ kind: 'unavailable', message: 'No store.', hint: 'Make one.' });
    board.applySnapshot(snapshot([]));
    expect(board.phase.kind).toBe('board');
  });

  it('does not put archived tickets on a column, but knows them', () => {
    const board = open([row('a1', { parent: 'e1' }), row('e1', { title: 'Epic', archived: true })]);
    expect(ids(board)['todo']).toEqual(['a1']);
    expect(board.count).toBe(1);
    const card = board.rows.get('a1');
    expect(card && board.rows.relatives.parent(card)?.title).toBe('Epic');
  });
});

describe('a snapshot in parts', () => {
  it('counts what is still to come, and is complete with the last part', () => {
    const board = new BoardModel();
    board.applySnapshot(snapshot([row('a1')], { total: 3 }));
    expect([board.count, board.isComplete]).toEqual([3, false]);
    board.applyRows({ type: 'rows', revision: 7, rows: snapshot([row('x')]).rows });
    expect(board.rows.get('x')).toBe(undefined);
    board.applyRows(part([row('a2'), row('b1', { status: 'doing' })]) as Parameters<BoardModel['applyRows']>[0]);
    expect([board.count, board.isComplete]).toEqual([3, true]);
    expect(ids(board)).toMatchObject({ todo: ['a1', 'a2'], doing: ['b1'] });
  });

  it('lets a patch that overtakes a part hold', () => {
    const board = new BoardModel();
    board.applySnapshot(snapshot([row('a1')], { total: 3 }));
    board.applyPatch(patch(2, { upserts: [row('a2', { title: 'Newer' })], removes: ['a3'] }));
    board.applyRows(part([row('a2'), row('a3')]) as Parameters<BoardModel['applyRows']>[0]);
    expect(ids(board)['todo']).toEqual(['a1', 'a2']);
    expect(board.rows.get('a2')?.title).toBe('Newer');
  });

  it('keeps what was shown until a new snapshot has come as a whole', () => {
    const board = open();
    board.applySnapshot(snapshot([row('a1', { title: 'New' })], { revision: 5, total: 2 }));
    expect(ids(board)).toMatchObject({ todo: ['a1', 'a2', 'a3'], done: ['c1'] });
    board.applyRows(part([row('a3')], 5) as Parameters<BoardModel['applyRows']>[0]);
    expect(ids(board)).toMatchObject({ todo: ['a1', 'a3'], doing: [], done: [] });
  });
});

describe('moves', () => {
  const toDoing: PendingMove = { ids: ['a1'], place: { status: 'doing', beforeId: 'b2' } };

  function moving(move = toDoing, rows = smallBoard()): BoardModel {
    const board = open(rows);
    board.startMove(move);
    return board;
  }

  it('shows cards where they were dropped, with their new status and no age', () => {
    const rows = [row('a1', { status_since: '2025-01-01T00:00:00Z' }), ...smallBoard().slice(1)];
    const board = moving(toDoing, rows);
    expect(ids(board)).toMatchObject({ todo: ['a2', 'a3'], doing: ['b1', 'a1', 'b2'] });
    expect(board.shown('doing')[1]).toMatchObject({ status: 'doing', status_since: null });
  });

  it('puts many in the order in which they are named, wherever they come from', () => {
    const board = moving({ ids: ['c1', 'a3', 'b2'], place: { status: 'doing', beforeId: 'b1' } });
    expect(ids(board)).toMatchObject({ todo: ['a1', 'a2'], doing: ['c1', 'a3', 'b2', 'b1'], done: [] });
  });

  it('changes only the column where the order is not the person’s', () => {
    const board = moving({ ids: ['a3'], place: { status: 'doing' } });
    expect(ids(board)).toMatchObject({ todo: ['a1', 'a2'], doing: ['a3', 'b1', 'b2'] });
  });

  it('keeps them there through the patch and the reply', () => {
    const board = moving();
    board.applyPatch(patch(2, { upserts: [row('a1', { status: 'doing', rank: rankOf('b1V') })] }));
    expect(ids(board)['doing']).toEqual(['b1', 'a1', 'b2']);
    expect(board.settleMove(toDoing, null)).toEqual([]);
    expect(ids(board)['doing']).toEqual(['b1', 'a1', 'b2']);
    expect(board.refusal).toBe(null);
  });

  it('returns refused cards and keeps the reason', () => {
    const board = moving();
    expect(board.settleMove(toDoing, refused)).toEqual(['a1']);
    expect(ids(board)).toMatchObject({ todo: ['a1', 'a2', 'a3'], doing: ['b1', 'b2'] });
    expect(board.refusal).toBe(refused);
  });

  it('lets the later of two moves of one card win, also when the earlier is refused', () => {
    const board = moving();
    board.startMove({ ids: ['a1'], place: { status: 'done', beforeId: null } });
    expect(ids(board)).toMatchObject({ doing: ['b1', 'b2'], done: ['c1', 'a1'] });
    expect(board.settleMove(toDoing, refused)).toEqual([]);
    expect(ids(board)['done']).toEqual(['c1', 'a1']);
  });

  it('lets a card that somebody deletes go, and then says nothing of a refusal', () => {
    const board = moving();
    board.applyPatch(patch(2, { removes: ['a1'] }));
    expect(board.settleMove(toDoing, refused)).toEqual([]);
    expect(board.refusal).toBe(null);
    expect(board.rows.get('a1')).toBe(undefined);
  });

  it('keeps a move over a new snapshot', () => {
    const board = moving({ ids: ['a3'], place: { status: 'todo', beforeId: 'a1' } });
    board.applySnapshot(snapshot(smallBoard(), { revision: 7 }));
    expect(ids(board)['todo']).toEqual(['a3', 'a1', 'a2']);
  });
});

describe('moves made elsewhere', () => {
  const elsewhere = patch(2, { upserts: [row('a1', { status: 'doing' }), row('a2', { title: 'New' }), row('d1')] });

  it('are told from new titles and new tickets', () => {
    expect(open().applyPatch(elsewhere)).toEqual(['a1']);
  });

  it('are none where the move is ours', () => {
    const board = open();
    board.startMove({ ids: ['a1'], place: { status: 'doing', beforeId: null } });
    expect(board.applyPatch(elsewhere)).toEqual([]);
  });
});
