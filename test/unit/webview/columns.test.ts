import { describe, expect, it } from 'vitest';
import { receive } from '../../../webview/board/boardModel.js';
import type { Column } from '../../../webview/board/columns.js';
import { columnsOf, describePlace, isOwnPlace, successor } from '../../../webview/board/columns.js';
import { step } from '../../../webview/board/keyboard.js';
import { smallBoard, snapshot } from '../../webview/rows.js';

function small(rows = smallBoard()): readonly Column[] {
  const board = receive({ kind: 'loading' }, snapshot(rows));
  return board.kind === 'board' ? columnsOf(board) : [];
}

describe('places', () => {
  it.each([
    ['a2', 'a3', true],
    ['a2', 'a2', true],
    ['a3', null, true],
    ['a2', 'a1', false],
    ['a2', null, false],
  ])('of %s before %s in its own column: own place is %s', (id, beforeId, own) => {
    expect(isOwnPlace(small(), id, { status: 'todo', beforeId })).toBe(own);
  });

  it('in another column are never its own', () => {
    expect(isOwnPlace(small(), 'a3', { status: 'doing', beforeId: null })).toBe(false);
  });

  it('are told with column, position and how many there will be', () => {
    expect(describePlace(small(), 'a1', { status: 'doing', beforeId: 'b2' })).toEqual(['Doing', 2, 3]);
    expect(describePlace(small(), 'a1', { status: 'todo', beforeId: null })).toEqual(['To do', 3, 3]);
    expect(describePlace(small(), 'a1', { status: 'review', beforeId: null })).toEqual(['Review', 1, 1]);
  });
});

describe('steps', () => {
  it.each([
    ['a1', 'down', 'a2'],
    ['a1', 'up', null],
    ['a3', 'right', 'b2'],
    ['b1', 'right', 'c1'],
    ['c1', 'left', 'b1'],
    ['a2', 'left', null],
    ['a2', 'first', 'a1'],
    ['a2', 'last', 'a3'],
    ['gone', 'down', null],
  ] as const)('from %s %s lead to %s', (id, direction, next) => {
    expect(step(small(), id, direction)).toBe(next);
  });
});

describe('the successor of a card that went', () => {
  const without = (id: string): readonly Column[] => small(smallBoard().filter((row) => row.id !== id));

  it.each([
    ['a2', 'a3'],
    ['a3', 'a2'],
    ['c1', null],
  ])('%s is %s', (id, next) => {
    expect(successor(small(), without(id), id)).toBe(next);
  });
});
