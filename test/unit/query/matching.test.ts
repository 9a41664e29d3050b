import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/domain/ticket.js';
import { queryReference, queryRules } from '../../../src/query/queryReference.js';
import { parseQuery } from '../../../src/query/parseQuery.js';
import { idOf, rowWith, taskWith } from '../domain/tickets.js';
import { factsWith, find, finds, now } from './asking.js';

const millis = (days: number): string => new Date(now.getTime() + days * 86_400_000).toISOString();
const claim = (who: string, until: string): JsonObject => ({ who, session: 's', at: millis(-1), until });

const login = rowWith(1, {
  id: idOf(0x3f2a),
  title: 'Fix the login page',
  slug: '202603011200-fix-login',
  status: 'doing',
  priority: 'high',
  tags: ['ui', 'auth team'],
  assignee: 'ana@example.org',
  created_at: '2026-01-15T10:00:00.933037Z',
  started_at: '2026-02-25T10:00:00Z',
  tasks: [taskWith(1), taskWith(2)],
  metadata: {
    type: 'bug',
    parent: idOf(2),
    depends_on: [idOf(3), idOf(4)],
    due: '2026-03-03',
    estimate: 120,
    fields: { points: 5, 'Team Name': 'Ärzte Süd', sprint: ['a1', 'b2'], deadline: '2026-05-01', text: '7', on: true },
    comments: [{ id: 'c', author: 'ana', at: millis(-2), text: 'hi' }],
    claim: claim('Ana', millis(0.01)),
    git: { branch: 'Ticket/fix-login', base: 'main' },
  },
});
const plain = rowWith(2, {
  title: 'Write the manual',
  slug: '202603011200-manual',
  created_at: '2026-02-20T10:00:00Z',
});
const done = rowWith(3, {
  title: 'Old thing',
  slug: '202501011200-old-thing',
  status: 'done',
  priority: 'critical',
  tags: ['UI'],
  assignee: 'Bob',
  created_at: '2025-01-01T10:00:00Z',
  closed_at: '2026-02-27T10:00:00Z',
  metadata: { archived: true, type: 'epic', due: '2026-01-01', claim: claim('Bob', millis(-0.5)) },
});
const rows = [login, plain, done];

describe('a query finds', () => {
  it.each([
    ['', 'lpd'],
    ['login', 'l'],
    ['LOGIN page', 'l'],
    ['ｌｏｇｉｎ', 'l'],
    ['"login page"', 'l'],
    ['"page login"', ''],
    ['l*page', 'l'],
    ['"l*page"', ''],
    ['auth', 'l'],
    ['bob', 'd'],
    ['old-thing', 'd'],
    ['3f2a', 'l'],
    ['#3F2A', 'l'],
    ['3f2', ''],
    ['status:todo,doing', 'lp'],
    ['status:WIP', 'l'],
    ['status:in-progress,closed', 'ld'],
    ['-status:todo', 'ld'],
    ['priority:high', 'l'],
    ['priority:>=high', 'ld'],
    ['priority:>high', 'd'],
    ['priority:<=medium', 'p'],
    ['priority:<h', 'p'],
    ['priority:=urgent', 'd'],
    ['priority:medium..high', 'lp'],
    ['priority:*..high', 'lp'],
    ['priority:high..*', 'ld'],
    ['priority:low,crit', 'd'],
    ['type:epic,bug', 'ld'],
    ['type:task', 'p'],
    ['type:SubTask,bug', 'l'],
    ['tag:ui', 'ld'],
    ['tags:ui', 'ld'],
    ['tag:ui tag:"auth team"', 'l'],
    ['tag:auth', ''],
    ['tag:auth*', 'l'],
    ['tag:*', 'ld'],
    ['tag:"auth*"', ''],
    ['-tag:ui', 'p'],
    ['assignee:@me', 'l'],
    ['assignee:"@me"', ''],
    ['assignee:unassigned', 'p'],
    ['assignee:"unassigned"', ''],
    ['assignee:bob,unassigned', 'pd'],
    ['assignee:*@example.org', 'l'],
    ['-assignee:@me', 'pd'],
    ['is:open', 'lp'],
    ['is:closed', 'd'],
    ['is:archived', 'd'],
    ['is:claimed', 'l'],
    ['is:overdue', ''],
    ['is:open,archived', 'lpd'],
    ['is:broken', ''],
    ['has:tasks', 'l'],
    ['has:assignee,parent', 'ld'],
    ['has:due', 'ld'],
    ['has:claim', 'l'],
    ['has:field.points', 'l'],
    ['has:"field.team name"', 'l'],
    ['no:field.points', 'pd'],
    ['no:assignee', 'p'],
    ['no:tag', 'p'],
    ['no:assignee,tasks', 'pd'],
    ['no:comments', 'pd'],
    ['no:depends no:estimate', 'pd'],
    ['title:login', 'l'],
    ['title:*login', ''],
    ['title:fix*page', 'l'],
    ['slug:fix-login', 'l'],
    ['slug:*-login', 'l'],
    ['branch:fix-login', 'l'],
    ['branch:ticket/*', 'l'],
    ['branch:*/login', ''],
    ['branch:main', ''],
    ['-branch:ticket', 'pd'],
    ['has:branch', 'l'],
    ['no:branch', 'pd'],
    ['id:3f', 'l'],
    ['id:#3F2A', 'l'],
    [`id:${login.id}`, 'l'],
    ['claim:@me', 'l'],
    ['claim:ana', 'l'],
    ['claim:bob', ''],
    ['created:2026-01-01..2026-02-01', 'l'],
    ['created:*..2026-01-01', 'd'],
    ['created:>=2026-02-20', 'p'],
    ['created_at:2026-02-20', 'p'],
    ['started:>=@today-7d', 'l'],
    ['closed:2026-02-27', 'd'],
    ['closed:>@today', ''],
    ['-closed:>2026-01-01', 'lp'],
    ['due:<@today+7d', 'ld'],
    ['due:@today+2d', 'l'],
    ['due:2026-03-03,2026-01-01', 'ld'],
    ['estimate:>=2h', 'l'],
    ['estimate:120', 'l'],
    ['estimate:>2h', ''],
    ['estimate:90m..1d', 'l'],
    ['tasks:>1', 'l'],
    ['tasks:0', 'pd'],
    ['comments:1..3', 'l'],
    ['field:points=5', 'l'],
    ['field:points=5.0', 'l'],
    ['field:POINTS=5', 'l'],
    ['field:points>=5', 'l'],
    ['field:points>5', ''],
    ['field:points=1..5', 'l'],
    ['field:points=*..4', ''],
    ['field:points=4,5', 'l'],
    ['field:points=4,on=true', 'l'],
    ['field:text<10', 'l'],
    ['field:on=true', 'l'],
    ['field:sprint=B2', 'l'],
    ['field:sprint=b*', 'l'],
    ['field:"team name"="ärzte süd"', 'l'],
    ['field:deadline<2026-06-01', 'l'],
    ['field:deadline>5', ''],
    ['field:constructor=*', ''],
    ['-field:points=5', 'pd'],
    ['login OR manual', 'lp'],
    ['login manual', ''],
    ['(login OR manual) status:todo', 'p'],
    ['login OR manual status:todo', 'lp'],
    ['-(login OR manual)', 'd'],
    ['NOT login', 'pd'],
  ])('%j', (query, expected) => {
    const names = new Map(rows.map((row) => [row.title, row === login ? 'l' : row === plain ? 'p' : 'd']));
    const found = find(query, rows).map((title) => names.get(title));
    expect(found.join('')).toBe(expected);
  });

  it.each([...queryRules, ...queryReference].map(({ example }) => example))(
    'something by the example %s',
    (example) => {
      expect(parseQuery(example).problems).toEqual([]);
      expect(() => find(example, rows)).not.toThrow();
    },
  );

  it('what the facts say of ready, blocked, active and updated', () => {
    const facts = factsWith({
      isReady: (row) => row === plain,
      isBlocked: (row) => row === login,
      isActive: (row) => row === done,
      updated: (row) => (row === plain ? now.getTime() - 3 * 86_400_000 : 0),
    });
    expect(find('is:ready', rows, facts)).toEqual([plain.title]);
    expect(find('is:blocked', rows, facts)).toEqual([login.title]);
    expect(find('is:active', rows, facts)).toEqual([done.title]);
    expect(find('updated:<7d', rows, facts)).toEqual([plain.title]);
    expect(find('sort:-updated', rows, facts)[0]).toBe(plain.title);
  });

  it('a ticket by the one that it names, asking for that one once', () => {
    const asked: string[] = [];
    const resolve = (reference: string): string | null => {
      asked.push(reference);
      return reference === '#2000' ? idOf(2) : null;
    };
    expect(find('parent:#2000', rows, factsWith({ resolve }))).toEqual([login.title]);
    expect(asked).toEqual(['#2000']);
    expect(find('depends:nobody', rows, factsWith({ resolve }))).toEqual([]);
    expect(find(`depends:${idOf(4).toUpperCase()}`, rows, factsWith({ resolve }))).toEqual([login.title]);
  });

  it.each([
    ['ab*ba', 'abba', true],
    ['ab*ba', 'aba', false],
    ['*b*b*', 'aba', false],
    ['*a*a*', 'aba', true],
    ['a**a', 'aa', true],
    ['*aba', 'ababa', true],
    ['a*c', 'abcb', false],
    ['"a*"*', 'a*b', true],
    ['"a*"*', 'ab', false],
  ])('by the pattern %s the tag %s: %s', (pattern, tag, expected) => {
    expect(finds(`tag:${pattern}`, rowWith(8, { tags: [tag] }))).toBe(expected);
  });

  it('nothing of mine where nobody knows who I am', () => {
    expect(find('assignee:@me OR claim:@me', rows, factsWith({ me: [] }))).toEqual([]);
    expect(find('assignee:@me', [rowWith(7)], factsWith({ me: [''] }))).toEqual([]);
  });

  it('what is overdue only when the day is over, and only where something is left to do', () => {
    const due = (day: string, status: 'todo' | 'done' = 'todo') => rowWith(5, { status, metadata: { due: day } });
    expect(finds('is:overdue', due('2026-02-28'))).toBe(true);
    expect(finds('is:overdue', due('2026-03-01'))).toBe(false);
    expect(finds('is:overdue', due('2026-02-28', 'done'))).toBe(false);
  });

  it('text in any script and in any of its forms', () => {
    const row = rowWith(6, {
      title: 'ログイン画面を直す 🚀',
      tags: ['Ünïcode', 'ΟΔΟΣ', 'שלום'],
      assignee: '山田 太郎',
    });
    for (const query of [
      'ﾛｸﾞｲﾝ',
      '画面',
      '🚀',
      'tag:u\u0308NI\u0308CODE',
      'tag:οδος',
      'tag:שלום',
      'assignee:"山田 太郎"',
    ]) {
      expect([query, finds(query, row)]).toEqual([query, true]);
    }
  });
});
