import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { similarTitles } from '../../../src/search/similarTitles.js';
import { titled } from './searching.js';

const tickets = titled(
  'Fix the login',
  'Migrate the database to version 12',
  'Fix the login page that customers of the old shop see on their phones',
  'ログイン機能を修正する',
  '修复登录问题',
  'Squash the 🐛 in checkout',
  'Write docs',
  '로그인 수정',
  '🐛',
);

function similar(title: string): string[] {
  return similarTitles(title, tickets).map((ticket) => ticket.title);
}

describe('similar titles', () => {
  it.each([
    ['Fix the login', ['Fix the login']],
    ['fix login', ['Fix the login']],
    ['Fix the logins!', ['Fix the login']],
    ['FIX: THE LOGÍN', ['Fix the login']],
    ['Migrate database to version 12', ['Migrate the database to version 12']],
    ['Migrate the databse to version 12', ['Migrate the database to version 12']],
    ['ログイン機能を修正', ['ログイン機能を修正する']],
    ['修复登录的问题', ['修复登录问题']],
    ['로그인 수정', ['로그인 수정']],
    ['Squash the 🐛 in the checkout', ['Squash the 🐛 in checkout']],
    ['🐛', ['🐛']],
    ['Fix the build', []],
    ['Write tests', []],
    ['Something else', []],
    ['', []],
    ['!', []],
  ])('to %s are found', (title, titles) => {
    expect(similar(title)).toEqual(titles);
  });

  it('are three at most, the most similar first, then by id', () => {
    const many = titled('Fix the login 2', 'Fix the login', 'Fix the login', 'fix login', 'Fix the login');
    expect(similarTitles('Fix the login', many)).toEqual([many[1], many[2], many[4]]);
  });

  it('have the title itself among them, if it has a letter, digit or emoji', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (title) => {
        const [ticket] = titled(title);
        const expected = /[\p{L}\p{N}]/u.test(title) ? [ticket] : [];
        if (ticket && expected.length > 0) expect(similarTitles(title, [ticket])).toEqual(expected);
        else similarTitles(title, tickets);
      }),
      // Narrow and wide letters that only together are a syllable.
      { examples: [['ﾱㅏ']] },
    );
  });

  it('are found among titles of any size', () => {
    const huge = titled('word '.repeat(200_000), 'x'.repeat(1_000_000), 'Fix the login');
    expect(similarTitles('Fix the login', huge)).toEqual([huge[2]]);
    expect(similarTitles('word '.repeat(200_000), huge)).toEqual([huge[0]]);
  });
});
