import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../src/domain/edit.js';
import { failureOf } from './failures.js';
import { noon, ticketWith } from './tickets.js';

const now = '2026-03-01T12:00:00.250Z';

describe('an edit', () => {
  const ticket = ticketWith({ description: 'old', tags: ['a', 'b'], assignee: 'ana', metadata: { due: '2026-04-01' } });

  it('that says nothing leaves all as it is', () => {
    expect(applyEdit(ticket, {}, noon)).toEqual(ticket);
  });

  it('changes what it names and nothing else', () => {
    const edit = { title: ' New  title ', description: '', priority: 'critical', assignee: null } as const;
    expect(applyEdit(ticket, edit, noon)).toEqual({ ...ticket, ...edit, title: 'New title' });
  });

  it('to another status goes by the table of transitions', () => {
    const edited = applyEdit(ticket, { status: 'doing' }, noon);
    expect(edited).toEqual({
      ...ticket,
      status: 'doing',
      started_at: now,
      metadata: { due: '2026-04-01', status_since: now },
    });
  });

  it.each([
    [['c'], [], ['a', 'b', 'c']],
    [['b', 'c', 'c'], [], ['a', 'b', 'c']],
    [[], ['a', 'x'], ['b']],
    [['a'], ['a'], ['b', 'a']],
    [[], [], ['a', 'b']],
  ])('that adds tags %j and takes away %j leaves %j', (addTags, removeTags, tags) => {
    expect(applyEdit(ticket, { addTags, removeTags }, noon).tags).toEqual(tags);
  });

  it('sets all tags anew before it adds and takes away', () => {
    const edit = { setTags: [' x ', 'y', 'x'], addTags: ['z'], removeTags: ['y'] };
    expect(applyEdit(ticket, edit, noon).tags).toEqual(['x', 'z']);
    expect(applyEdit(ticket, { setTags: [] }, noon).tags).toEqual([]);
  });

  it.each(['', ' ', 'a,b', 'a\nb', 'x'.repeat(201)])('that adds the tag %j is refused', (tag) => {
    failureOf(() => applyEdit(ticket, { addTags: [tag] }, noon), 'invalid_value');
    failureOf(() => applyEdit(ticket, { setTags: [tag] }, noon), 'invalid_value');
  });

  it('leaves tags alone that another tool wrote, and can take them away', () => {
    const odd = ticketWith({ tags: ['a,b', ''] });
    expect(applyEdit(odd, { addTags: ['c'] }, noon).tags).toEqual(['a,b', '', 'c']);
    expect(applyEdit(odd, { removeTags: ['a,b'] }, noon).tags).toEqual(['']);
  });

  it('writes what is ours into the metadata, in place or at the end, and null takes it away', () => {
    const before = ticketWith({ metadata: { due: '2026-04-01', foreign: [1, { b: 1 }], estimate: 5 } });
    const edit = { type: 'bug', due: '2028-02-29', estimate: 90, fields: { team: 'core', cost: 2.5 } } as const;
    const { metadata } = applyEdit(before, edit, noon);
    expect(Object.entries(metadata)).toEqual([
      ['due', '2028-02-29'],
      ['foreign', [1, { b: 1 }]],
      ['estimate', 90],
      ['fields', { team: 'core', cost: 2.5 }],
      ['type', 'bug'],
    ]);
    const cleared = { due: null, estimate: null, fields: { team: null, cost: null, never: null } };
    expect(applyEdit({ ...before, metadata }, cleared, noon).metadata).toEqual({ foreign: [1, { b: 1 }], type: 'bug' });
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', 'today', ''])('to be due on %j is refused', (due) => {
    failureOf(() => applyEdit(ticket, { due }, noon), 'invalid_value');
  });

  it.each([-1, 1.5, NaN, Infinity])('to the estimate %d is refused', (estimate) => {
    failureOf(() => applyEdit(ticket, { estimate }, noon), 'invalid_value');
  });

  it('to an empty title is refused', () => {
    failureOf(() => applyEdit(ticket, { title: ' \n\t' }, noon), 'invalid_value');
  });

  it('leaves a title of several lines alone that somebody else wrote', () => {
    expect(applyEdit(ticketWith({ title: 'a\nb' }), { priority: 'low' }, noon).title).toBe('a\nb');
  });
});
