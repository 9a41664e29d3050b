import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../src/domain/edit.js';
import type { Ticket } from '../../../src/domain/ticket.js';
import { diffTickets } from '../../../src/domain/ticketCells.js';
import { enterStatus } from '../../../src/domain/transitions.js';
import {
  changeDraft,
  draftOf,
  isChanged,
  rebaseDraft,
  replayChanges,
  resolveConflict,
  savedDraft,
} from '../../../src/extension/editor/ticketDraft.js';
import { minutesLater, noon, taskWith, ticketWith } from '../domain/tickets.js';

const base = ticketWith({ tasks: [taskWith(1), taskWith(2)], tags: ['ui'] });
const edited = (fields: Partial<Ticket>): Ticket => ({ ...base, ...fields });

describe('a draft when the file changes underneath', () => {
  it('takes over what others changed, and keeps what the person changed', () => {
    const draft = changeDraft(draftOf(base), edited({ title: 'Mine', tags: ['ui', 'mine'] }));
    const theirs = edited({ description: 'Theirs', tags: ['ui', 'theirs'], tasks: [taskWith(1, { completed: true })] });
    const { mine, base: now, conflicts } = rebaseDraft(draft, theirs);
    expect(now).toBe(theirs);
    expect(mine).toEqual({ ...theirs, title: 'Mine', tags: ['ui', 'theirs', 'mine'] });
    expect(conflicts).toEqual([]);
  });

  it('keeps mine and asks where both changed the same', () => {
    const draft = rebaseDraft(changeDraft(draftOf(base), edited({ title: 'Mine' })), edited({ title: 'Theirs' }));
    expect(draft.mine.title).toBe('Mine');
    expect(draft.base.title).toBe('Theirs');
    expect(draft.conflicts).toEqual([['title']]);
    expect(resolveConflict(draft, ['title'], 'mine')).toEqual({ ...draft, conflicts: [] });
    expect(resolveConflict(draft, ['title'], 'theirs')).toEqual(draftOf(draft.base));
  });

  it('asks on while other things change, and no more when they agree', () => {
    const asked = rebaseDraft(changeDraft(draftOf(base), edited({ title: 'Mine' })), edited({ title: 'Theirs' }));
    const still = rebaseDraft(asked, edited({ title: 'Theirs', priority: 'high' }));
    expect(still.conflicts).toEqual([['title']]);
    expect(rebaseDraft(still, edited({ title: 'Mine' })).conflicts).toEqual([]);
    expect(changeDraft(still, { ...still.mine, title: 'Theirs' }).conflicts).toEqual([]);
  });

  it('a task that the person renamed and somebody removed is a conflict', () => {
    const renamed = edited({ tasks: [taskWith(1, { title: 'Renamed' }), taskWith(2)] });
    const draft = rebaseDraft(changeDraft(draftOf(base), renamed), edited({ tasks: [taskWith(2)] }));
    expect(draft.conflicts).toEqual([['tasks', taskWith(1).id]]);
    expect(draft.mine.tasks.map(({ title }) => title)).toContain('Renamed');
    expect(resolveConflict(draft, ['tasks', taskWith(1).id], 'theirs').mine.tasks).toEqual([taskWith(2)]);
  });
});

describe('the status of a draft', () => {
  const mine = enterStatus(base, 'doing', noon);

  it('that both changed alike, at two times, asks nothing and keeps the time on disk', () => {
    const theirs = enterStatus(base, 'doing', minutesLater(5));
    expect(rebaseDraft(changeDraft(draftOf(base), mine), theirs)).toEqual(draftOf(theirs));
  });

  it('that both changed differently is one question, whose answer brings its times along', () => {
    const theirs = enterStatus(base, 'done', minutesLater(5));
    const draft = rebaseDraft(changeDraft(draftOf(base), mine), theirs);
    expect(draft.conflicts).toEqual([['status']]);
    expect(draft.mine.status).toBe('doing');
    expect(draft.mine.metadata['status_since']).toBe(mine.metadata['status_since']);
    expect(resolveConflict(draft, ['status'], 'theirs')).toEqual(draftOf(theirs));
  });
});

describe('saving and undoing', () => {
  it('keeps what was typed while the file was written', () => {
    const begun = changeDraft(draftOf(base), edited({ title: 'Mine' }));
    const later = changeDraft(begun, { ...begun.mine, description: 'typed meanwhile' });
    const saved = { ...begun.mine, priority: 'high' } as const;
    const draft = savedDraft(later, begun.mine, saved);
    expect(draft).toEqual({ base: saved, mine: { ...saved, description: 'typed meanwhile' }, conflicts: [] });
    expect(isChanged(draft)).toBe(true);
    expect(isChanged(savedDraft(begun, begun.mine, saved))).toBe(false);
  });

  it('undoes one change and leaves what others did since', () => {
    const mine = applyEdit(base, { title: 'Mine', addTags: ['mine'] }, noon);
    const changes = diffTickets(base, mine);
    const draft = rebaseDraft(changeDraft(draftOf(base), mine), edited({ tags: ['ui', 'theirs'] }));
    const undone = replayChanges(draft, changes, 'undo');
    expect(undone.mine).toEqual(edited({ tags: ['ui', 'theirs'] }));
    expect(replayChanges(undone, changes, 'redo').mine).toEqual(draft.mine);
  });
});

const anyTicket = fc
  .record({
    title: fc.constantFrom('a', 'b', 'c'),
    description: fc.constantFrom('', 'x', 'y'),
    tags: fc.uniqueArray(fc.constantFrom('p', 'q', 'r')),
    assignee: fc.constantFrom(null, 'ana', 'bob'),
    priority: fc.constantFrom('low', 'high'),
  })
  .map((fields) => ticketWith(fields as Partial<Ticket>));

it('after any two changes, taking theirs everywhere or keeping mine loses no cell of either', () => {
  fc.assert(
    fc.property(anyTicket, anyTicket, anyTicket, (start, mine, theirs) => {
      const draft = rebaseDraft(changeDraft(draftOf(start), mine), theirs);
      for (const field of ['title', 'description', 'assignee', 'priority'] as const) {
        const changedByMe = mine[field] !== start[field];
        expect(draft.mine[field]).toBe(changedByMe ? mine[field] : theirs[field]);
        const isAsked = draft.conflicts.some(([name]) => name === field);
        expect(isAsked).toBe(changedByMe && theirs[field] !== start[field] && theirs[field] !== mine[field]);
      }
      const yielding = draft.conflicts.reduce((each, path) => resolveConflict(each, path, 'theirs'), draft);
      expect(yielding.conflicts).toEqual([]);
    }),
  );
});
