import { describe, expect, it } from 'vitest';
import { BoardModel } from '../../../webview/board/boardModel.js';
import { carry, describePlace, isOwnPlace, step } from '../../../webview/board/places.js';
import { smallBoard, snapshot } from '../../webview/rows.js';

function small(): BoardModel {
  const board = new BoardModel();
  board.applySnapshot(snapshot(smallBoard()));
  return board;
}

describe('places', () => {
  it.each([
    [['a2'], 'a3', true],
    [['a2'], 'a2', true],
    [['a3'], null, true],
    [['a2'], 'a1', false],
    [['a2'], null, false],
    [['a2', 'a3'], null, true],
    [['a1', 'a3'], null, false],
    [['a1', 'a2'], 'a3', true],
  ])('of %s before %s in their own column: own place is %s', (ids, beforeId, own) => {
    expect(isOwnPlace(small(), ids, { status: 'todo', beforeId })).toBe(own);
  });

  it('in another column are never their own', () => {
    expect(isOwnPlace(small(), ['a3'], { status: 'doing', beforeId: null })).toBe(false);
  });

  it('that are a whole column are their own where all come from it', () => {
    expect(isOwnPlace(small(), ['a1', 'a3'], { status: 'todo' })).toBe(true);
    expect(isOwnPlace(small(), ['a1', 'b1'], { status: 'todo' })).toBe(false);
  });

  it('are told with column, position and how many there will be', () => {
    const board = small();
    expect(describePlace(board, ['a1'], { status: 'doing', beforeId: 'b2' })).toEqual(['Doing', 2, 3]);
    expect(describePlace(board, ['a1'], { status: 'todo', beforeId: null })).toEqual(['To do', 3, 3]);
    expect(describePlace(board, ['a1', 'b1'], { status: 'review', beforeId: null })).toEqual(['Review', 1, 2]);
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
  ] as const)('from %s %s lead to %s', (id, direction, next) => {
    const board = small();
    const at = board.locate(id);
    expect(at && step(board, at, direction)).toBe(next);
  });
});

describe('carrying', () => {
  it.each([
    ['a1', 'todo', 'a2', 'down', { status: 'todo', beforeId: 'a3' }],
    ['a1', 'todo', 'a3', 'down', { status: 'todo', beforeId: null }],
    ['a1', 'todo', null, 'down', null],
    ['a1', 'todo', 'a2', 'up', null],
    ['a3', 'todo', null, 'up', { status: 'todo', beforeId: 'a2' }],
    ['a3', 'todo', null, 'first', { status: 'todo', beforeId: 'a1' }],
    ['a1', 'todo', 'a2', 'last', { status: 'todo', beforeId: null }],
    ['a3', 'todo', null, 'right', { status: 'doing', beforeId: null }],
    ['a1', 'todo', 'a2', 'right', { status: 'doing', beforeId: 'b1' }],
    ['b1', 'doing', 'b2', 'right', { status: 'review', beforeId: null }],
    ['a1', 'todo', 'a2', 'left', null],
  ] as const)('%s from %s before %s %s', (id, status, beforeId, direction, place) => {
    expect(carry(small(), [id], { status, beforeId }, direction)).toEqual(place);
  });

  it('goes from column to column only where the order is not the person’s', () => {
    expect(carry(small(), ['a1'], { status: 'todo' }, 'down')).toBe(null);
    expect(carry(small(), ['a1'], { status: 'todo' }, 'right')).toEqual({ status: 'doing' });
  });
});
