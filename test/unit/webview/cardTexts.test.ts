import { beforeAll, describe, expect, it, vi } from 'vitest';
import { cardLabel, claimText, daysInColumn, dueOf, gitText, initialsOf } from '../../../webview/board/cardTexts.js';
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
  ])('since %s is %s', (status_since, days) => {
    expect(daysInColumn(row('a', { status_since }), now)).toBe(days);
  });

  it('is not told in done', () => {
    expect(daysInColumn(row('a', { status: 'done', status_since: '2025-01-01T00:00:00Z' }), now)).toBe(null);
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

describe('a claim', () => {
  const minutes = (count: number): string => new Date(now + count * 60_000).toISOString();
  const claimed = (from: number, to: number) =>
    row('a', { claim: { who: 'claude', session: 's', at: minutes(from), until: minutes(to) } });

  it.each([
    [-3, 20, '3 min'],
    [-89, 20, '89 min'],
    [-180, 20, '3 h'],
    [5, 20, '0 min'],
  ])('from minute %d to %d is shown as %s', (from, to, since) => {
    expect(claimText(claimed(from, to), now)).toEqual({ who: 'claude', since });
  });

  it('is not told when its lease is over', () => {
    expect(claimText(claimed(-30, -1), now)).toBe(null);
    expect(claimText(row('a'), now)).toBe(null);
  });
});

it('a label tells all that the card shows', () => {
  const card = row('fix1', {
    priority: 'high',
    type: 'bug',
    tasks: { completed: 3, total: 5 },
    tags: ['auth'],
    due: '2025-11-24',
    assignee: 'Maria Torres',
    status_since: '2025-11-17T01:00:00Z',
    comments: 2,
    branch: 'ticket/fix-login',
  });
  const facts = {
    ...{ shortId: 'fix1', isSelected: true, parentTitle: 'Sign-in' },
    ...{ partsDone: 1, partsTotal: 2, waits: 3, waitsFor: 'a', hasWorktree: true, hasConflicts: false },
  };
  const parts = [
    'Selected',
    'Ticket fix1',
    '#fix1',
    'Bug',
    'High',
    'part of Sign-in',
    '3 of 5 tasks',
    '1 of 2 sub-tickets',
    'due Nov 24',
    'waits for 3',
    'tags auth',
    'branch ticket/fix-login, with a worktree',
    '4 days in this column',
    '2 comments',
    'assigned to Maria Torres',
  ];
  expect(cardLabel(card, facts, now)).toBe(parts.join(', '));
});

describe('where the work lives', () => {
  const nowhere = {
    ...{ shortId: 'a', isSelected: false, parentTitle: null, partsDone: 0, partsTotal: 0, waits: 0, waitsFor: null },
    ...{ hasWorktree: false, hasConflicts: false },
  };

  it('is not told of a closed ticket without a worktree, whose branch is history', () => {
    const branch = 'ticket/a';
    expect(gitText(row('a', { branch }), nowhere)).toBe('branch ticket/a');
    expect(gitText(row('a', { branch, status: 'done' }), nowhere)).toBe(null);
    expect(gitText(row('a', { branch, archived: true }), nowhere)).toBe(null);
    const left = { ...nowhere, hasWorktree: true };
    expect(gitText(row('a', { branch, status: 'done' }), left)).toBe('branch ticket/a, with a worktree');
  });

  it('says that conflicts have stopped its finish', () => {
    const stopped = { ...nowhere, hasConflicts: true };
    expect(gitText(row('a', { branch: 'x' }), stopped)).toBe('branch x, conflicts have stopped its finish');
    expect(gitText(row('a'), stopped)).toBe('conflicts have stopped its finish');
  });
});

it('a text takes its arguments in one pass', () => {
  expect(fill('{0} of {1} {2}', ['{1}', 5])).toBe('{1} of 5 {2}');
});
