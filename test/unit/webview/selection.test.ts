import { expect, it } from 'vitest';
import { Selection } from '../../../webview/board/selection.js';

const column = ['a', 'b', 'c', 'd', 'e'];

function chosen(selection: Selection): string {
  return [...selection.ids].sort().join('');
}

it('a range grows and shrinks from where it began, and leaves what was chosen before', () => {
  const selection = new Selection();
  selection.toggle('e');
  selection.toggle('b');
  selection.extendTo('d', column, 'b');
  expect(chosen(selection)).toBe('bcde');
  selection.extendTo('c', column, 'd');
  expect(chosen(selection)).toBe('bce');
  selection.extendTo('a', column, 'c');
  expect(chosen(selection)).toBe('abe');
});

it('a range begins where somebody is, if nothing was chosen', () => {
  const selection = new Selection();
  selection.extendTo('d', column, 'c');
  expect(chosen(selection)).toBe('cd');
});

it('who goes on from elsewhere begins another range', () => {
  const selection = new Selection();
  selection.extendTo('b', column, 'a');
  selection.extendTo('e', column, 'd');
  expect(chosen(selection)).toBe('abde');
});

it('a card of another column is chosen alone, and the next range begins there', () => {
  const selection = new Selection();
  selection.extendTo('b', column, 'a');
  selection.extendTo('y', ['x', 'y', 'z'], 'b');
  selection.extendTo('z', ['x', 'y', 'z'], 'y');
  expect(chosen(selection)).toBe('abyz');
});

it('is cleared, and lets go of what is gone', () => {
  const selection = new Selection();
  expect(selection.clear()).toBe(false);
  selection.add(column);
  selection.keep((id) => id !== 'c');
  expect(chosen(selection)).toBe('abde');
  expect(selection.clear()).toBe(true);
  expect(chosen(selection)).toBe('');
});
