import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priorities } from '../../../src/domain/ticket.js';
import { rowOf } from '../../../src/domain/ticketRow.js';
import { inheritedFields } from '../../../webview/filter/inheritedFields.js';
import { readFilter } from '../../../webview/filter/boardFilter.js';
import { idOf, ticketWith } from '../domain/tickets.js';

const me = ['ana@example.org', 'Ana'];

describe('what a new card inherits from the filter', () => {
  it.each([
    ['', {}],
    ['login safari', {}],
    ['priority:high', { priority: 'high' }],
    ['priority:=H type:Bug', { priority: 'high', type: 'bug' }],
    ['tag:ui tag:"two words" label:UI', { tags: ['ui', 'two words'] }],
    ['(tag:ui (assignee:山田 login))', { tags: ['ui'], assignee: '山田' }],
    ['assignee:@me', { assignee: 'ana@example.org' }],
    ['assignee:"@me"', { assignee: '@me' }],
    ['assignee:unassigned', {}],
    [`parent:${idOf(7)}`, { parent: idOf(7) }],
    ['tag:"a*b" tag:a*b', { tags: ['a*b'] }],
    // These leave a choice, ask for the contrary, or can be fulfilled by nothing.
    ['tag:ui,auth priority:high,low assignee:a,b', {}],
    ['tag:ui OR tag:auth', {}],
    ['(tag:ui OR tag:auth) type:bug', { type: 'bug' }],
    ['-tag:ui -(priority:high) NOT type:bug', {}],
    ['priority:>=high', {}],
    ['priority:high..critical', {}],
    ['tag:ui* assignee:ana*', {}],
    ['priority:high priority:low assignee:a assignee:b', {}],
    ['parent:3f2a parent:someone', {}],
    ['tag:ui priority:', {}],
    ['is:open has:due status:doing', {}],
    [`tag:${'x'.repeat(201)} tag:ui`, { tags: ['ui'] }],
  ])('of %j: %j', (text, fields) => {
    expect(inheritedFields(text, me)).toEqual(fields);
  });

  it('nobody is inherited where nobody knows who asks', () => {
    expect(inheritedFields('assignee:@me', [])).toEqual({});
  });

  it('a parent that is named otherwise is looked up', () => {
    const resolve = (reference: string) => (reference === 'fix-login' ? idOf(3) : null);
    expect(inheritedFields('parent:fix-login', me, resolve)).toEqual({ parent: idOf(3) });
    expect(inheritedFields('parent:other', me, resolve)).toEqual({});
  });

  it('a card with these values passes a filter that asks for nothing else', () => {
    const term = fc.oneof(
      fc.constantFrom(...priorities).map((priority) => `priority:${priority}`),
      fc.constantFrom('type:epic', 'assignee:@me', 'assignee:bob', `parent:${idOf(9)}`),
      fc.constantFrom('ui', 'a b', 'タグ', '*').map((tag) => `tag:"${tag}"`),
    );
    const keyOf = (text: string): string => (text.startsWith('tag:') ? text : (text.split(':')[0] ?? ''));
    fc.assert(
      fc.property(fc.uniqueArray(term, { selector: keyOf, maxLength: 5 }), (terms) => {
        const { priority = 'low', tags = [], assignee = null, ...metadata } = inheritedFields(terms.join(' '), me);
        const row = rowOf(ticketWith({ priority, tags: [...tags], assignee, metadata }));
        const bound = readFilter(terms.join(' '))?.bind({ now: new Date(0), me, activeId: null, rows: [row] }, null);
        expect(bound?.isShown(row)).toBe(true);
      }),
    );
  });
});
