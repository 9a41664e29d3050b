import { describe, expect, it } from 'vitest';
import { addCriterion, removeCriterion, setCriterionDone } from '../../../src/domain/acceptanceCriteria.js';
import { addComment, editComment, removeComment } from '../../../src/domain/comments.js';
import { acceptanceCriteriaOf, commentsOf } from '../../../src/domain/ticketMetadata.js';
import { failureOf } from './failures.js';
import { idOf, minutesLater, noon, ticketWith } from './tickets.js';

const first = { id: idOf(1), author: 'ana', text: ' First\n\n- 日本語 🚀\n' };
const second = { id: idOf(2), author: 'bob', text: 'Second' };
const at = '2026-03-01T12:00:00.250Z';

describe('comments', () => {
  const ticket = addComment(addComment(ticketWith({ metadata: { due: '2026-04-01' } }), first, noon), second, noon);

  it('come in order, each with author and time', () => {
    expect(ticket.metadata).toEqual({
      due: '2026-04-01',
      comments: [
        { id: idOf(1), author: 'ana', at, text: ' First\n\n- 日本語 🚀' },
        { id: idOf(2), author: 'bob', at, text: 'Second' },
      ],
    });
  });

  it('are edited by number, id or its first digits, and keep time, author and what another tool added', () => {
    const raw = [{ id: idOf(1), author: 'ana', at, text: 'x', likes: 3 }, 'not ours', { id: 'half' }];
    const foreign = ticketWith({ metadata: { comments: raw } });
    for (const reference of ['1', idOf(1), '1000', '#10000000']) {
      const edited = editComment(foreign, reference, 'New');
      expect(edited.metadata['comments']).toEqual([{ ...(raw[0] as object), text: 'New' }, ...raw.slice(1)]);
    }
  });

  it('are removed, and the empty list with the last', () => {
    const left = removeComment(ticket, '1');
    expect(commentsOf(left).map(({ text }) => text)).toEqual(['Second']);
    expect(removeComment(left, idOf(2)).metadata).toEqual({ due: '2026-04-01' });
  });

  it('with one id twice are changed one at a time', () => {
    const twice = addComment(ticket, { ...first, text: 'Again' }, minutesLater(1));
    expect(commentsOf(removeComment(twice, '3'))).toEqual(commentsOf(ticket));
    expect(commentsOf(editComment(twice, '1', 'x')).map(({ text }) => text)).toEqual(['x', 'Second', 'Again']);
  });

  it('without text are refused', () => {
    failureOf(() => addComment(ticket, { ...first, text: ' \n' }, noon), 'invalid_value');
    failureOf(() => editComment(ticket, '1', ''), 'invalid_value');
  });

  it.each(['0', '3', 'x', '', idOf(3)])('are not found by %j, and what would find one comes with that', (reference) => {
    expect(failureOf(() => removeComment(ticket, reference), 'item_not_found').hint).toContain('1 to 2');
  });

  it('of a ticket without any are not found, which the hint says', () => {
    expect(failureOf(() => removeComment(ticketWith(), '1'), 'item_not_found').hint).toContain('no comments yet');
  });

  it('are not written over something else that another tool keeps there', () => {
    const foreign = ticketWith({ metadata: { comments: 'see the wiki' } });
    expect(failureOf(() => addComment(foreign, first, noon), 'invalid_value').message).toContain('"comments"');
  });
});

describe('acceptance criteria', () => {
  const ticket = addCriterion(addCriterion(ticketWith(), idOf(1), 'Works'), idOf(2), 'Is fast');

  it('are added, ticked, unticked and removed', () => {
    const ticked = setCriterionDone(ticket, '2', true);
    expect(acceptanceCriteriaOf(ticked)).toEqual([
      { id: idOf(1), text: 'Works', done: false },
      { id: idOf(2), text: 'Is fast', done: true },
    ]);
    expect(setCriterionDone(ticked, '2', false)).toEqual(ticket);
    expect(removeCriterion(removeCriterion(ticked, '1'), '1').metadata).toEqual({});
  });

  it('without text are refused, and unknown ones not found', () => {
    failureOf(() => addCriterion(ticket, idOf(3), ' '), 'invalid_value');
    failureOf(() => setCriterionDone(ticket, '3', true), 'item_not_found');
  });
});
