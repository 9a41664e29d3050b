import { describe, expect, it } from 'vitest';
import { compileQuery } from '../../../src/query/compileQuery.js';
import { failureOf } from '../domain/failures.js';
import { idOf, rowWith } from '../domain/tickets.js';
import { factsWith, find } from './asking.js';

describe('an order', () => {
  const row = (title: string, fields: Parameters<typeof rowWith>[1]) =>
    rowWith(Number(`0x${title}`), { title, ...fields });
  const ordered = [
    row('a', { priority: 'low', created_at: '2026-01-01T00:00:00Z', slug: 'z', metadata: { due: '2026-05-01' } }),
    row('b', { priority: 'high', created_at: '2026-01-03T00:00:00Z', slug: 'y', assignee: 'Zoe', status: 'done' }),
    row('c', { priority: 'high', created_at: '2026-01-02T00:00:00Z', slug: 'x', assignee: 'ada', status: 'doing' }),
    row('d', { priority: 'critical', created_at: '2026-01-04T00:00:00Z', slug: 'w', metadata: { due: '2026-04-01' } }),
  ];

  it.each([
    ['sort:priority', 'dcba'],
    ['sort:priority,-created', 'dbca'],
    ['sort:priority,created', 'dcba'],
    ['sort:-priority', 'acbd'],
    ['sort:created', 'acbd'],
    ['sort:title', 'abcd'],
    ['sort:-title', 'dcba'],
    ['sort:slug', 'dcba'],
    ['sort:status,slug', 'dacb'],
    ['sort:board', 'adcb'],
    ['sort:rank', 'adcb'],
    ['sort:due', 'dacb'],
    ['sort:-due', 'adcb'],
    ['sort:assignee', 'cbda'],
    ['sort:-assignee', 'bcda'],
    ['sort:type sort:-slug', 'abcd'],
    ['priority:high sort:-slug', 'bc'],
  ])('%s', (query, expected) => {
    expect(find(query, ordered).join('')).toBe(expected);
  });

  it('is none where none is named', () => {
    expect(compileQuery('status:todo').bind(factsWith()).compare).toBeNull();
  });
});

describe('a compiled query', () => {
  it.each([
    ['status:todo', ['status'], ['archived', 'tag']],
    ['-tags:x', ['tag'], ['tags', 'status']],
    ['is:archived', ['is', 'archived'], ['status']],
    ['(a OR is:closed)', ['closed', 'status'], ['open']],
    ['closed:>2026-01-01', ['closed', 'status'], []],
    ['no:closed', ['no', 'closed', 'status'], ['has']],
    ['login sort:status', [], ['status', 'sort']],
  ])('%j says what it asks about', (query, mentioned, others) => {
    const { mentions } = compileQuery(query);
    expect(mentioned.filter((subject) => !mentions(subject))).toEqual([]);
    expect(others.filter((subject) => mentions(subject))).toEqual([]);
  });

  it('says what it needs to know', () => {
    const needs = (query: string): boolean[] => {
      const { usesUpdated, needsGraph } = compileQuery(query);
      return [usesUpdated, needsGraph];
    };
    expect(needs('login')).toEqual([false, false]);
    expect(needs('updated:<7d')).toEqual([true, false]);
    expect(needs('sort:-updated')).toEqual([true, false]);
    expect(needs('-is:ready')).toEqual([false, true]);
    expect(needs('is:open,blocked')).toEqual([false, true]);
    expect(needs('status:blocked')).toEqual([false, false]);
    expect(compileQuery('parent:a (depends:b,#c OR x)').references).toEqual(['a', 'b', '#c']);
  });

  it.each([
    ['', true],
    ['is:broken', true],
    ['-is:broken', false],
    ['is:open', false],
    ['is:broken OR status:todo', true],
    ['is:broken status:todo', false],
    ['status:todo', false],
    // Nobody knows what a file says that cannot be read.
    ['-status:todo', false],
    ['-tag:wip', false],
    ['-(status:todo OR is:broken)', false],
    ['-(status:todo OR is:open)', false],
    ['status:todo OR -(tag:a is:open)', true],
    ['id:3f2a', true],
    ['#3f2a0000', true],
    ['id:4', false],
    ['"must be a list"', true],
    ['other', false],
    ['-other', true],
    ['sort:title', true],
  ])('%j of a file that cannot be read: %s', (query, expected) => {
    const broken = { file: `${idOf(0x3f2a)}.yaml`, line: 3, reason: 'tags must be a list' };
    expect(compileQuery(query).matchesBroken(broken)).toBe(expected);
  });

  it.each([
    ['stauts:todo', 'Column 1 ', 'There is no key "stauts"', 'Did you mean status?'],
    ['🚀 日本 status:tdo', 'Column 13 ', '"tdo" is no status', 'Did you mean todo?'],
    ['a (b', 'Column 3 ', 'not closed', 'Close it'],
    ['status:xyzzy', 'Column 8 ', '"xyzzy" is no status', 'todo, doing, review, blocked, done'],
  ])('%j is refused with column, fault and advice', (query, column, message, hint) => {
    const failure = failureOf(() => compileQuery(query), 'invalid_query');
    expect(failure.message).toContain(column);
    expect(failure.message).toContain(message);
    expect(failure.hint).toContain(hint);
    expect(failure.kind).toBe('usage');
  });

  it('cuts what it quotes of a long text, and no emoji in two', () => {
    const { message } = failureOf(() => compileQuery(`status:x${'🚀'.repeat(50_000)}`), 'invalid_query');
    expect(message.length).toBeLessThan(200);
    // Half an emoji cannot be encoded.
    expect(() => encodeURIComponent(message)).not.toThrow();
  });
});
