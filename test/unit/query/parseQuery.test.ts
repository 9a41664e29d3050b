import { describe, expect, it } from 'vitest';
import type { QueryNode } from '../../../src/query/ast.js';
import { parseQuery } from '../../../src/query/parseQuery.js';
import { textOf } from '../../../src/query/textMatch.js';

/** A node as nested lists, such as `['or', 'tag:a', ['not', 'b']]`. */
function shape(node: QueryNode | null): unknown {
  if (node === null) return null;
  if (node.kind === 'not') return ['not', shape(node.child)];
  if (node.kind !== 'term') return [node.kind, ...node.children.map(shape)];
  const values = node.values.map(textOf).join('|');
  return node.key === null ? values : `${node.key.text}:${values}`;
}

/** What lies under the first problem, its suggestions, and how many problems there are. */
function firstProblem(text: string): { at: string; start: number; suggestions: readonly string[]; count: number } {
  const { problems } = parseQuery(text);
  const [first] = problems;
  if (!first) throw new Error(`${text} has no problem`);
  const { start, end, suggestions } = first;
  return { at: text.slice(start, end), start, suggestions, count: problems.length };
}

describe('a query is understood', () => {
  it.each<[string, unknown]>([
    ['', null],
    [' \t\n\u3000\u00a0 ', null],
    ['login', 'login'],
    ['a b', ['and', 'a', 'b']],
    ['a\u3000b', ['and', 'a', 'b']],
    ['a AND b', ['and', 'a', 'b']],
    ['a OR b', ['or', 'a', 'b']],
    ['a b OR c d', ['or', ['and', 'a', 'b'], ['and', 'c', 'd']]],
    ['a (b OR c)', ['and', 'a', ['or', 'b', 'c']]],
    ['a(b)c', ['and', 'a', 'b', 'c']],
    ['((a))', 'a'],
    ['(a b) c', ['and', ['and', 'a', 'b'], 'c']],
    ['-a', ['not', 'a']],
    ['-(a OR b) c', ['and', ['not', ['or', 'a', 'b']], 'c']],
    ['NOT a', ['not', 'a']],
    ['NOT (a)', ['not', 'a']],
    ['-tag:wip', ['not', 'tag:wip']],
    ['a-b', 'a-b'],
    ['or and not', ['and', 'or', 'and', 'not']],
    ['"OR" "a b"', ['and', 'OR', 'a b']],
    ['tag:a,b', 'tag:a|b'],
    ['tag:"a,b"', 'tag:a,b'],
    ['tag:a,"b c"', 'tag:a|b c'],
    ['tag:a" b "c', 'tag:a b c'],
    ['tag:"a""b"', 'tag:ab'],
    ['title:a:b', 'title:a:b'],
    ['title:"(a)"', 'title:(a)'],
    ['"a:b"', 'a:b'],
    ['"a":b', 'a:b'],
    ['title:"say \\"hi\\" \\\\ C:\\temp"', 'title:say "hi" \\ C:\\temp'],
    ['a,b', 'a,b'],
    ['#3f2a', '#3f2a'],
    ['日本語 🚀 עברית', ['and', '日本語', '🚀', 'עברית']],
    ['TAG:x', 'TAG:x'],
    ['"-a"', '-a'],
  ])('%j', (text, expected) => {
    const { root, problems } = parseQuery(text);
    expect(problems).toEqual([]);
    expect(shape(root)).toEqual(expected);
  });

  it('with its order beside its terms, wherever it stands', () => {
    const { root, sorts, problems } = parseQuery('a sort:-created OR b sort:title,slug');
    expect(problems).toEqual([]);
    expect(shape(root)).toEqual(['or', 'a', 'b']);
    expect(sorts.map((term) => term.values.map(textOf))).toEqual([['-created'], ['title', 'slug']]);
  });

  it('with the place of each node', () => {
    const text = 'x -(tag:a OR "b c")';
    const { root } = parseQuery(text);
    const places = (node: QueryNode): string[] => [
      text.slice(node.start, node.end),
      ...(node.kind === 'term' ? [] : node.kind === 'not' ? places(node.child) : node.children.flatMap(places)),
    ];
    expect(root && places(root)).toEqual([text, 'x', '-(tag:a OR "b c")', 'tag:a OR "b c"', 'tag:a', '"b c"']);
  });
});

describe('a term that means nothing is a problem at its place', () => {
  it.each([
    ['staus:todo', 'staus', 0],
    ['a staus:todo', 'staus', 2],
    ['a:b:c', 'a', 0],
    ['http://example.org', 'http', 0],
    [':', ':', 0],
    [':x', ':x', 0],
    ['-', '-', 0],
    ['- a', '-', 0],
    ['a -', '-', 2],
    ['--', '--', 0],
    ['--a', '--', 0],
    ['-NOT a', '-NOT', 0],
    ['NOT', 'NOT', 0],
    ['-OR', '-', 0],
    ['""', '""', 0],
    ['" "', '" "', 0],
    ['*', '*', 0],
    ['a ***', '***', 2],
    ['tag:', 'tag:', 0],
    ['tag: a', 'tag:', 0],
    ['tag:""', '""', 4],
    ['tag:a,', 'tag:a,', 0],
    ['tag:a,,b', 'tag:a,,b', 0],
    ['tag:(a,b)', 'tag:', 0],
    ['tag:"a', '"a', 4],
    ['5" x', '" x', 1],
    ['"', '"', 0],
    ['(a', '(', 0],
    ['a)', ')', 1],
    [')', ')', 0],
    ['()', '(', 0],
    ['a ()', '(', 2],
    ['OR', 'OR', 0],
    ['a OR', 'OR', 2],
    ['OR a', 'OR', 0],
    ['a OR OR b', 'OR', 2],
    ['AND', 'AND', 0],
    ['a AND', 'AND', 2],
    ['AND a', 'AND', 0],
    ['a AND OR b', 'AND', 2],
    ['(a OR) b', 'OR', 3],
    ['a OR sort:title', 'OR', 2],
    ['status:nonsense', 'nonsense', 7],
    ['status:todo,nonsense', 'nonsense', 12],
    ['status:>todo', '>todo', 7],
    ['status:*', '*', 7],
    ['is:wonderful', 'wonderful', 3],
    ['has:type', 'type', 4],
    ['no:status', 'status', 3],
    ['priority:>', '>', 9],
    ['priority:..', '..', 9],
    ['priority:high..', '..', 13],
    ['priority:*..*', '*..*', 9],
    ['priority:>=high..low', 'high..low', 11],
    ['priority:critical..low', 'critical..low', 9],
    ['created:soon', 'soon', 8],
    ['created:2026-02-30', '2026-02-30', 8],
    ['created:2025-02-29', '2025-02-29', 8],
    ['created:2026-13-01', '2026-13-01', 8],
    ['created:2026-1-1', '2026-1-1', 8],
    ['created:2026-02-01..2026-01-01', '2026-02-01..2026-01-01', 8],
    ['due:@today+7d..@today', '@today+7d..@today', 4],
    ['updated:14d..7d', '14d..7d', 8],
    ['updated:7d', '7d', 8],
    ['updated:<7m', '7m', 9],
    ['updated:7d..2026-01-01', '7d..2026-01-01', 8],
    ['due:<7d', '<7d', 4],
    ['estimate:long', 'long', 9],
    ['estimate:2h..1h', '2h..1h', 9],
    ['tasks:-1', '-1', 6],
    ['tasks:1.5', '1.5', 6],
    ['id:xyz', 'xyz', 3],
    ['assignee:@you', '@you', 9],
    ['field:points', 'points', 6],
    ['field:=5', '=5', 6],
    ['field:points>=many', 'many', 14],
    ['field:points=', '', 13],
    ['field:x=5..2026-01-01', '5..2026-01-01', 8],
    ['has:field.', 'field.', 4],
    ['sort:nothing', 'nothing', 5],
    ['sort:--created', '--created', 5],
    ['(sort:created)', 'sort:created', 1],
    ['-sort:created', 'sort:created', 1],
    ['status：todo:x', 'status：todo', 0],
  ])('%j', (text, at, start) => {
    expect(firstProblem(text)).toMatchObject({ at, start });
  });

  it.each([
    ['staus:todo', ['status']],
    ['stat:todo', ['status']],
    ['asignee:ana', ['assignee']],
    ['status:dong', ['doing', 'done']],
    ['priority:>hihg', ['high']],
    ['is:redy', ['ready']],
    ['has:task', ['tasks']],
    ['type:epci', ['epic']],
    ['sort:-titel', ['title']],
    ['updated:7d', ['<7d', '>7d']],
    ['assignee:@you', ['@me']],
  ])('%j with what was perhaps meant', (text, suggestions) => {
    const problem = firstProblem(text);
    expect(problem.suggestions).toEqual(expect.arrayContaining(suggestions));
    expect(problem.suggestions[0]).toBe(suggestions[0]);
  });

  it('each, in the order of their places', () => {
    const { problems } = parseQuery('foo:x status:y (a OR tag:');
    expect(problems.map(({ start }) => start)).toEqual([0, 13, 15, 21]);
    expect(problems.every(({ message, hint }) => message.endsWith('.') && /[.?]$/.test(hint))).toBe(true);
  });
});

describe('a query that no person writes', () => {
  it('is refused where its parentheses are nested too deep, and understood just before', () => {
    const nested = (depth: number): string => `${'('.repeat(depth)}a${')'.repeat(depth)}`;
    expect(parseQuery(nested(50)).problems).toEqual([]);
    expect(firstProblem(nested(51))).toMatchObject({ at: '(', start: 50, count: 1 });
    expect(firstProblem(nested(50_000))).toMatchObject({ start: 50, count: 1 });
    expect(firstProblem(`-${'-('.repeat(50_000)}`).start).toBe(0);
  });

  it.each([
    ['words', 'ab '.repeat(33_000), 0],
    ['alternatives', `${'a OR '.repeat(20_000)}a`, 0],
    ['values', `tag:${'a,'.repeat(50_000)}b`, 0],
    ['orders', `sort:${'slug,'.repeat(20_000)}slug`, 0],
    ['stars', `tag:${'*'.repeat(100_000)}`, 0],
    ['one word', '語'.repeat(100_000), 0],
    ['minus signs', '-'.repeat(100_000), 1],
    ['closing parentheses', ')'.repeat(100_000), 1],
    ['an odd number of quotes', '"'.repeat(100_001), 1],
    ['backslashes', `"${'\\'.repeat(100_000)}`, 1],
    ['unknown keys', 'statu:x '.repeat(12_500), 1],
    ['digits', `estimate:${'1'.repeat(100_000)}`, 1],
    ['dots', `created:${'.'.repeat(100_000)}`, 1],
  ])('of 100 kB of %s is read', (_, text, problems) => {
    expect(Math.min(1, parseQuery(text).problems.length)).toBe(problems);
  });
});
