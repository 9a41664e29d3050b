import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withGitLink } from '../../../src/domain/gitLink.js';
import { applyChanges, mergeTickets, reverseChanges } from '../../../src/domain/mergeTickets.js';
import type { JsonObject, Task, Ticket } from '../../../src/domain/ticket.js';
import { cellName, diffTickets, readCell } from '../../../src/domain/ticketCells.js';
import { ticketWith } from './tickets.js';

const base = ticketWith({
  title: 'Fix login',
  tags: ['ui', 'auth'],
  tasks: [task('a', 'one'), task('b', 'two'), task('c', 'three')],
  metadata: { due: '2026-01-31', fields: { points: 3 }, depends_on: ['x'] },
});

describe('diffTickets', () => {
  it('names the fields, tags, tasks and custom fields that differ, and nothing else', () => {
    const after: Ticket = {
      ...base,
      title: 'Fix the login',
      tags: ['ui', 'wip'],
      tasks: [task('a', 'one'), task('b', 'deux'), task('c', 'three'), task('d', 'four')],
      metadata: { ...base.metadata, fields: { points: 3, team: 'red' } },
    };
    const names = diffTickets(base, after).map(({ path }) => cellName(path));
    expect(names.sort()).toEqual(
      ['field team', 'order of tags', 'tag auth', 'tag wip', 'task b', 'task d', 'title'].sort(),
    );
  });

  it('finds nothing between equal tickets', () => {
    expect(diffTickets(base, structuredClone(base))).toEqual([]);
  });

  it('treats a claim as one cell, so that who and until when never mix', () => {
    const claimed = withMetadata(base, { claim: { who: 'a', session: '1', at: 't', until: 'u' } });
    const other = withMetadata(base, { claim: { who: 'b', session: '1', at: 't', until: 'u' } });
    expect(diffTickets(claimed, other).map(({ path }) => path)).toEqual([['metadata', 'claim']]);
  });

  it('treats the branch of a ticket as one cell, so that the base of one never stands beside another', () => {
    const started = withGitLink(base, { branch: 'ticket/a', base: 'main', pull_request: null });
    const other = withGitLink(started, { branch: 'ticket/b', base: 'next', pull_request: null });
    const changes = diffTickets(started, other);
    expect(changes.map(({ path }) => cellName(path))).toEqual(['git']);
    expect(applyChanges(other, reverseChanges(changes))).toEqual({ ticket: started, conflicts: [] });
    const finished = withGitLink(other, { branch: 'ticket/b', base: 'next', pull_request: 'https://example.com/1' });
    const { ticket, conflicts } = applyChanges(finished, reverseChanges(changes));
    expect([ticket, conflicts.map(({ path }) => cellName(path))]).toEqual([finished, ['git']]);
  });

  it('takes a list whose items have no ids as one cell', () => {
    const one = withMetadata(base, { comments: ['loose text'] });
    const two = withMetadata(base, { comments: ['loose text', 'more'] });
    expect(diffTickets(one, two).map(({ path }) => path)).toEqual([['metadata', 'comments']]);
  });
});

describe('mergeTickets', () => {
  it('keeps what both did to different fields, tags and tasks', () => {
    const mine: Ticket = {
      ...base,
      title: 'Mine',
      tags: ['ui', 'auth', 'mine'],
      tasks: [...base.tasks, task('m', 'mine')],
    };
    const theirs: Ticket = { ...base, description: 'Theirs', tags: ['auth', 'theirs'], tasks: base.tasks.slice(1) };
    const { ticket, conflicts } = mergeTickets(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(ticket).toMatchObject({ title: 'Mine', description: 'Theirs', tags: ['auth', 'theirs', 'mine'] });
    expect(ticket.tasks.map(({ id }) => id)).toEqual(['b', 'c', 'm']);
  });

  it('names the field that both changed, with all three values, and leaves theirs', () => {
    const { ticket, conflicts } = mergeTickets(base, { ...base, title: 'Mine' }, { ...base, title: 'Theirs' });
    expect(ticket.title).toBe('Theirs');
    expect(conflicts).toEqual([{ path: ['title'], base: 'Fix login', mine: 'Mine', theirs: 'Theirs' }]);
  });

  it('finds a conflict where one ticked a task that the other removed', () => {
    const mine: Ticket = {
      ...base,
      tasks: base.tasks.map((each) => (each.id === 'b' ? { ...each, completed: true } : each)),
    };
    const theirs: Ticket = { ...base, tasks: base.tasks.filter(({ id }) => id !== 'b') };
    const { conflicts } = mergeTickets(base, mine, theirs);
    expect(conflicts.map(({ path }) => cellName(path))).toEqual(['task b']);
  });

  it('has no conflict where both did the same', () => {
    const both: Ticket = { ...base, status: 'doing' };
    expect(mergeTickets(base, both, { ...both, title: 'More' })).toMatchObject({
      conflicts: [],
      ticket: { title: 'More' },
    });
  });

  it('keeps the order that one of them made, with what the other added', () => {
    const [a, b, c] = [task('a', 'one'), task('b', 'two'), task('c', 'three')];
    const mine: Ticket = { ...base, tasks: [c, a, b] };
    const theirs: Ticket = { ...base, tasks: [a, b, c, task('t', 'new')] };
    expect(mergeTickets(base, mine, theirs).ticket.tasks.map(({ id }) => id)).toEqual(['c', 't', 'a', 'b']);
  });

  it('does not touch a list that another tool has left without ids', () => {
    const mine = withMetadata(base, { comments: [{ id: '1', author: 'me', at: 't', text: 'hello' }] });
    const theirs = withMetadata(base, { comments: ['loose'] });
    expect(mergeTickets(base, mine, theirs).ticket.metadata['comments']).toEqual(['loose']);
  });
});

describe('any change', () => {
  it('can be made again and taken back', () => {
    fc.assert(
      fc.property(ticketArbitrary(), ticketArbitrary(), (before, after) => {
        const changes = diffTickets(before, after);
        const there = applyChanges(before, changes);
        expect(there.conflicts).toEqual([]);
        expect(normal(there.ticket)).toEqual(normal(after));
        const back = applyChanges(after, reverseChanges(changes));
        expect(back.conflicts).toEqual([]);
        expect(normal(back.ticket)).toEqual(normal(before));
      }),
    );
  });

  it('leaves the cells of others alone', () => {
    fc.assert(
      fc.property(ticketArbitrary(), ticketArbitrary(), ticketArbitrary(), (start, mine, theirs) => {
        const { ticket, conflicts } = mergeTickets(start, mine, theirs);
        const collided = new Set(conflicts.map(({ path }) => path.join('/')));
        for (const { path, after } of diffTickets(start, theirs)) {
          const name = path.join('/');
          const isMine = diffTickets(start, mine).some((each) => each.path.join('/') === name);
          if (collided.has(name) || !isMine) {
            if (!cellName(path).startsWith('order')) expect(readCell(ticket, path)).toEqual(after);
          }
        }
      }),
    );
  });

  it('survives the journal, which is JSON', () => {
    fc.assert(
      fc.property(ticketArbitrary(), ticketArbitrary(), (before, after) => {
        const changes = diffTickets(before, after);
        const read = JSON.parse(JSON.stringify(changes)) as typeof changes;
        expect(normal(applyChanges(before, read).ticket)).toEqual(normal(after));
      }),
    );
  });
});

function task(id: string, title: string): Task {
  return { id, title, completed: false, created_at: '2026-01-01T00:00:00Z', completed_at: null };
}

function withMetadata(ticket: Ticket, metadata: JsonObject): Ticket {
  return { ...ticket, metadata: { ...ticket.metadata, ...metadata } };
}

/** Empty containers of metadata mean the same as none. */
function normal(ticket: Ticket): Ticket {
  const metadata = Object.fromEntries(Object.entries(ticket.metadata).filter(([, value]) => !isEmpty(value)));
  return { ...ticket, metadata };
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function ticketArbitrary(): fc.Arbitrary<Ticket> {
  const word = fc.constantFrom('a', 'b', 'c', 'd', 'ü', '日本');
  const records = fc.uniqueArray(fc.record({ id: word, text: word }), { selector: ({ id }) => id });
  return fc
    .record({
      title: word,
      tags: fc.array(word),
      tasks: fc.uniqueArray(word).map((ids) => ids.map((id) => task(id, id))),
      metadata: fc.record(
        {
          due: word,
          fields: fc.dictionary(word, fc.oneof(fc.integer(), word)),
          depends_on: fc.uniqueArray(word),
          comments: records,
          other: fc.jsonValue({ noUnicodeString: true }).map((value) => JSON.parse(JSON.stringify(value)) as never),
        },
        { requiredKeys: [] },
      ),
    })
    .map((change) => ({ ...base, ...change }));
}
