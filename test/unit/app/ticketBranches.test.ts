import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ticketsOfBranches } from '../../../src/app/git/ticketBranches.js';
import { isNamedAfter } from '../../../src/domain/branchName.js';
import { isOpen, type TicketRow } from '../../../src/domain/ticketRow.js';

type Row = Parameters<typeof ticketsOfBranches>[1][number];

const naming = { prefix: 'ticket/', pattern: '{slug}', user: 'someone@example.com' };
let count = 0;

function row(slug: string, rest: Partial<TicketRow> = {}): Row {
  return { id: `id-${String(++count)}`, slug, type: 'task', branch: null, status: 'todo', archived: false, ...rest };
}

describe('the ticket of a branch', () => {
  it('is the one that says so, before one that is called so', () => {
    const [named, recorded] = [row('login'), row('logout', { branch: 'ticket/login' })];
    expect(ticketsOfBranches(['ticket/login'], [named, recorded], naming)).toEqual(
      new Map([['ticket/login', recorded.id]]),
    );
  });

  it('is found by the names that vibe-ticket gave, whatever the prefix', () => {
    const stamped = row('202507201345-fix-login');
    const branches = ['ticket/fix-login', 'feature/a/202507201345-fix-login', '202507201345-fix-login', 'fix-login'];
    expect([...ticketsOfBranches(branches, [stamped], naming).keys()]).toEqual(branches.slice(0, 3));
  });

  it('is an open one where several have the same branch', () => {
    const [done, archived, open] = [
      row('a', { branch: 'x', status: 'done' }),
      row('b', { branch: 'x', archived: true }),
      row('c', { branch: 'x' }),
    ];
    expect(ticketsOfBranches(['x'], [done, archived, open], naming).get('x')).toBe(open.id);
  });

  it('follows a change of the names that the team gives', () => {
    const rows = [row('login', { type: 'bug' })];
    expect(ticketsOfBranches(['bug-login'], rows, naming).size).toBe(0);
    const other = { ...naming, prefix: '', pattern: '{type}-{slug}' };
    expect(ticketsOfBranches(['bug-login'], rows, other).size).toBe(1);
  });

  it('is found in an index as it would be by asking each row', () => {
    const slug = fc.constantFrom('a', 'b', '202501010101-a', 'fix-ä', 'x.lock');
    const rows = fc.array(fc.tuple(slug, fc.boolean()));
    const branch = fc.tuple(fc.constantFrom('', 'ticket/', 'ticket/x/', 'other/'), slug).map((parts) => parts.join(''));
    fc.assert(
      fc.property(rows, branch, (drawn, name) => {
        const made = drawn.map(([each, isDone]) => row(each, { status: isDone ? 'done' : 'todo' }));
        const fits = made.filter((each) => isNamedAfter(name, each, naming));
        const expected = fits.find(isOpen) ?? fits[0];
        expect(ticketsOfBranches([name], made, naming).get(name)).toBe(expected?.id);
      }),
    );
  });
});
