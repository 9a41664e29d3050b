import { describe, expect, it } from 'vitest';
import { highlightQuery } from '../../../src/query/highlightQuery.js';
import { parseQuery } from '../../../src/query/parseQuery.js';

/** The pieces as `kind text`. */
function pieces(text: string): string[] {
  return highlightQuery(parseQuery(text)).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
}

describe('highlighting', () => {
  it.each([
    ['login', ['text login']],
    ['tag:ui,"a b"', ['key tag', 'operator :', 'value ui', 'operator ,', 'value "a b"']],
    ['-(a OR b)', ['operator -', 'operator (', 'text a', 'operator OR', 'text b', 'operator )']],
    ['priority:>=high', ['key priority', 'operator :', 'operator >=', 'value high']],
    ['due:@today..*', ['key due', 'operator :', 'value @today', 'operator ..', 'value *']],
    ['title:a..b', ['key title', 'operator :', 'value a..b']],
    ['sort:-created', ['key sort', 'operator :', 'value -created']],
    ['foo:a', ['error foo', 'operator :', 'value a']],
    ['status:todo,no', ['key status', 'operator :', 'value todo', 'operator ,', 'error no']],
    ['priority:>=no', ['key priority', 'operator :', 'operator >=', 'error no']],
    ['tag:', ['error tag', 'error :']],
    ['(a b', ['error (', 'text a', 'text b']],
    ['foo:a b bar:c', ['error foo', 'operator :', 'value a', 'text b', 'error bar', 'operator :', 'value c']],
    ['tag:"a b', ['key tag', 'operator :', 'error "a b']],
    ['', []],
  ])('of %j', (text, expected) => {
    expect(pieces(text)).toEqual(expected);
  });
});
