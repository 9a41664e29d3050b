import { beforeAll, describe, expect, it, vi } from 'vitest';
import { cardLabel, daysInColumn, dueOf, initialsOf } from '../../../webview/board/cardTexts.js';
import { fill } from '../../../webview/shared/l10n.js';
import { row } from '../../webview/rows.js';

const now = new Date(2025, 10, 21, 10).getTime();

// The texts ask the page for its language only.
beforeAll(() => {
  vi.stubGlobal('document', { documentElement: { lang: 'en' }, getElementById: () => null });
});

describe('age in the column', () => {
  it.each([
    ['2025-11-17T01:00:00Z', 4],
    ['2025-11-21T01:00:00Z', null],
    ['not a time', null],
    [null, null],
  ])('since %s is %s', (statusSince, days) => {
    expect(daysInColumn(row('a', { statusSince }), now)).toBe(days);
  });

  it('is not told in done', () => {
    expect(daysInColumn(row('a', { status: 'done', statusSince: '2025-01-01T00:00:00Z' }), now)).toBe(null);
  });
});

describe('due day', () => {
  it.each([
    ['2025-11-20', 'Nov 20', 'overdue'],
    ['2025-11-21', 'Nov 21', 'soon'],
    ['2025-11-24', 'Nov 24', 'soon'],
    ['2025-11-25', 'Nov 25', 'later'],
    ['2026-01-02', 'Jan 2, 2026', 'later'],
    ['some day', 'some day', 'later'],
  ])('%s is shown as %s, %s', (due, text, urgency) => {
    expect(dueOf(row('a', { due }), now)).toEqual({ text, urgency });
  });

  it('is not told in done', () => {
    expect(dueOf(row('a', { status: 'done', due: '2025-11-20' }), now)).toBe(null);
  });
});

it.each([
  ['Maria Torres', 'MT'],
  ['ana maria de la cruz', 'AC'],
  ['@kenji', 'KE'],
  ['yuki.sato', 'YS'],
  ['田中 真理', '田真'],
  ['👩🏽‍💻 Ada', '👩🏽‍💻A'],
  ['', ''],
])('initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

it('a label tells all that the card shows', () => {
  const fields = { priority: 'high', tasksCompleted: 3, tasksTotal: 5, tags: ['auth'], due: '2025-11-24' } as const;
  const label = cardLabel(
    row('fix1', { ...fields, assignee: 'Maria Torres', statusSince: '2025-11-17T01:00:00Z' }),
    now,
  );
  const parts = [
    'Ticket fix1',
    '#fix1',
    'High',
    '3 of 5 tasks',
    'due Nov 24',
    'tags auth',
    '4 days in this column',
    'assigned to Maria Torres',
  ];
  expect(label).toBe(parts.join(', '));
});

it('a text takes its arguments in one pass', () => {
  expect(fill('{0} of {1} {2}', ['{1}', 5])).toBe('{1} of 5 {2}');
});
