import { Command } from 'commander';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Output } from '../../../src/cli/output.js';
import { notePage, pageCounts, pageOf, withPaging, type PagingFlags } from '../../../src/cli/paging.js';

function noteOf(items: readonly unknown[], flags: PagingFlags): string {
  let written = '';
  const stream = { closed: false, isTTY: false, write: (text: string) => void (written += text) };
  const output = new Output(false, { stdout: stream, stderr: stream });
  notePage(output, pageOf(items, flags));
  return written;
}

describe('a page', () => {
  it('says how many it has, how many there are, and whether some come after it', () => {
    const items = ['a', 'b', 'c'];
    expect(pageCounts(pageOf(items, {}))).toEqual({ count: 3, total: 3, truncated: false });
    expect(pageOf(items, { limit: 2 })).toEqual({ items: ['a', 'b'], total: 3, offset: 0, truncated: true });
    expect(pageOf(items, { limit: 2, offset: 2 })).toEqual({ items: ['c'], total: 3, offset: 2, truncated: false });
    expect(pageOf(items, { offset: 9 })).toEqual({ items: [], total: 3, offset: 9, truncated: false });
    expect(pageOf(items, { limit: 0 })).toMatchObject({ items: [], truncated: true });
  });

  it('after page gives every item once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 9 }), (items, limit) => {
        const seen: number[] = [];
        let page = pageOf(items, { limit });
        seen.push(...page.items);
        while (page.truncated) {
          page = pageOf(items, { limit, offset: page.offset + page.items.length });
          seen.push(...page.items);
        }
        expect(seen).toEqual(items);
      }),
    );
  });

  it('tells a person of the rest, and how to see it', () => {
    expect(noteOf([1, 2, 3, 4], { limit: 2, offset: 1 })).toBe('… and 1 more; --offset 3 shows the next\n');
    expect(noteOf([1, 2], { limit: 2 })).toBe('');
  });
});

describe('the options of a page', () => {
  const parse = (...words: string[]): PagingFlags =>
    withPaging(new Command())
      .exitOverride()
      .configureOutput({ writeErr: () => undefined })
      .parse(words, { from: 'user' })
      .opts();

  it('are whole numbers', () => {
    expect(parse('-l', '5', '--offset', '10')).toEqual({ limit: 5, offset: 10 });
    for (const wrong of ['-1', '1.5', '1e3', 'all', '', '12345678901']) expect(() => parse('--limit', wrong)).toThrow();
  });
});
