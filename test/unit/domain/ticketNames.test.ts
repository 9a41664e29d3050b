import { expect, it } from 'vitest';
import { joinNames, ticketNamer } from '../../../src/domain/ticketNames.js';
import { idOf } from './tickets.js';

const nameOf = ticketNamer([idOf(1), idOf(2)]);

it('a ticket is named by a short id that can be typed, and its title on one line', () => {
  expect(nameOf({ id: idOf(1), title: 'Fix\n login' })).toBe('#1000 Fix login');
  expect(nameOf({ id: 'new', title: 'x' })).toBe('#new x');
});

it('a long title is cut between characters as a reader sees them', () => {
  const family = '👩‍👩‍👧';
  expect(nameOf({ id: idOf(1), title: family.repeat(50) })).toBe(`#1000 ${family.repeat(50)}`);
  expect(nameOf({ id: idOf(1), title: family.repeat(51) })).toBe(`#1000 ${family.repeat(50)}…`);
});

it('of many names five are said, and how many more there are', () => {
  expect(joinNames(['a', 'b'])).toBe('a, b');
  expect(joinNames(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c, d, e');
  expect(joinNames(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d, e and 2 more');
});
