import { describe, expect, it } from 'vitest';
import { foreign, heard, isUnsent, refused, sending, taken, typed } from '../../../webview/ticket/fieldDraft.js';
import { positionAt } from '../../../webview/ticket/taskDrag.js';

describe('a text that is being typed', () => {
  it('is unsent until it is on its way, and again when it is refused', () => {
    const draft = typed(null, 'old', 'new');
    expect(isUnsent(draft)).toBe(true);
    const sent = draft && sending(draft);
    expect(isUnsent(sent)).toBe(false);
    expect(isUnsent(refused(sent, 'new'))).toBe(true);
  });

  it('is forgotten when it is what the other side holds', () => {
    expect(typed(typed(null, 'old', 'new'), 'old', 'old')).toBeNull();
    expect(heard(typed(null, 'old', 'new'), 'new')).toBeNull();
  });

  it('is settled when it was taken over, and then follows an undo', () => {
    const draft = typed(null, 'old', 'new ');
    const settled = taken(draft && sending(draft), 'new ', 'new');
    expect(isUnsent(settled)).toBe(false);
    expect(heard(settled, 'new')).toBe(settled);
    expect(heard(settled, 'old')).toBeNull();
  });

  it('goes on when more was typed while it was on its way', () => {
    const draft = typed(null, 'old', 'new');
    const more = typed(draft && sending(draft), 'old', 'newer');
    const going = taken(more, 'new', 'new');
    expect(going).toEqual({ base: 'new', text: 'newer', sent: null, isSettled: false });
    expect(foreign(going, 'new')).toBeNull();
  });

  it('asks when somebody else has changed the same, and not for its own echo', () => {
    const draft = typed(null, 'old', 'mine');
    expect(foreign(draft, 'old')).toBeNull();
    expect(foreign(draft, 'mine')).toBeNull();
    expect(foreign(draft, 'theirs')).toBe('theirs');
    const more = typed(draft && sending(draft), 'old', 'mine and more');
    expect(foreign(more, 'mine')).toBeNull();
    expect(foreign(null, 'theirs')).toBeNull();
  });
});

describe('a row that is dropped', () => {
  const ids = ['a', 'b', 'c'];

  it.each([
    ['a', 'c', 'after', 3],
    ['a', 'c', 'before', 2],
    ['c', 'a', 'before', 1],
    ['b', 'a', 'after', null],
    ['b', 'c', 'before', null],
    ['b', 'gone', 'after', null],
    ['gone', 'a', 'after', null],
  ] as const)('%s over %s, %s, gets position %s', (moved, id, side, position) => {
    expect(positionAt(ids, moved, { id, side })).toBe(position);
  });
});
