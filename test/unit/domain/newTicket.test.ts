import { describe, expect, it } from 'vitest';
import { makeTicket, type NewTicket } from '../../../src/domain/newTicket.js';
import { failureOf } from './failures.js';
import { idOf, noon, ticketWith } from './tickets.js';
import { stampSlug } from '../../../src/domain/slug.js';

const defaults = { priority: 'low', assignee: 'ana' } as const;
const now = '2026-03-01T12:00:00.250Z';

function made(input: NewTicket) {
  return makeTicket(input, defaults, idOf(0xabcd), noon);
}

describe('a new ticket', () => {
  it('of a slug has the stamped slug, its words as title, and what the project says', () => {
    expect(made({ slug: 'fix-login' })).toEqual(
      ticketWith({
        id: idOf(0xabcd),
        slug: stampSlug('fix-login', noon),
        title: 'Fix Login',
        priority: 'low',
        assignee: 'ana',
        created_at: now,
      }),
    );
  });

  it('of a title has a slug made of it', () => {
    expect(made({ title: ' Fix  the login ' })).toMatchObject({
      title: 'Fix the login',
      slug: stampSlug('fix-the-login', noon),
    });
  });

  it('of a title without Latin letters has a slug made of its id', () => {
    expect(made({ title: '修正' })).toMatchObject({ title: '修正', slug: stampSlug('ticket-abcd', noon) });
  });

  it('takes what the person says before what the project says', () => {
    const said = { description: 'd', priority: 'critical', assignee: null, tags: ['a', 'b'] } as const;
    expect(made({ slug: 'x', title: 'T', ...said, tags: ['a', 'b', 'a'] })).toMatchObject({ title: 'T', ...said });
  });

  it('that begins in doing is started, and one that begins done is closed', () => {
    const since = { status_since: now };
    expect(made({ title: 'x', status: 'doing' })).toMatchObject({ started_at: now, closed_at: null, metadata: since });
    expect(made({ title: 'x', status: 'done' })).toMatchObject({ started_at: null, closed_at: now, metadata: since });
  });

  it('has what is said of it in the metadata, always in the same order, and nothing of what is not said', () => {
    const input: NewTicket = {
      title: 'x',
      createdBy: 'ana',
      estimate: 0,
      due: '2026-04-01',
      dependsOn: [idOf(2), idOf(3), idOf(2)],
      parent: idOf(1),
      type: 'bug',
      fields: { team: 'core' },
      status: 'doing',
    };
    expect(Object.entries(made(input).metadata)).toEqual([
      ['type', 'bug'],
      ['parent', idOf(1)],
      ['depends_on', [idOf(2), idOf(3)]],
      ['due', '2026-04-01'],
      ['estimate', 0],
      ['created_by', 'ana'],
      ['fields', { team: 'core' }],
      ['status_since', now],
    ]);
    expect(made({ title: 'x', dependsOn: [], fields: {} }).metadata).toEqual({});
  });

  it('may bring its tasks', () => {
    const tasks = [
      { id: idOf(5), title: ' one ' },
      { id: idOf(6), title: 'two' },
    ];
    expect(made({ title: 'x', tasks }).tasks.map(({ id, title }) => ({ id, title }))).toEqual([
      { id: idOf(5), title: 'one' },
      { id: idOf(6), title: 'two' },
    ]);
  });

  it.each<NewTicket>([
    { title: 'x', due: '2026-02-30' },
    { title: 'x', estimate: -5 },
    { title: 'x', tags: ['a,b'] },
    { title: 'x', tasks: [{ id: idOf(5), title: ' ' }] },
    { title: 'x', fields: { 'a b': 1 } },
    { title: 'x'.repeat(2_001) },
  ])('with a value that cannot be, %j, is refused', (input) => {
    failureOf(() => made(input), 'invalid_value');
  });

  it.each<NewTicket>([{}, { title: '  ' }, { slug: 'fix', title: '' }, { slug: '' }, { slug: 'Fix It' }])(
    'of %j is refused',
    (input) => {
      failureOf(() => made(input), 'invalid_value');
    },
  );
});
