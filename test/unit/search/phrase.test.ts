import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPhrase, phraseOf } from '../../../src/search/phrase.js';

/** What of a text is the phrase. */
function found(quoted: string, text: string): string[] {
  const phrase = phraseOf(quoted);
  return phrase === null ? [] : [...findPhrase(text, phrase)].map(([start, end]) => text.slice(start, end));
}

describe('a phrase', () => {
  it.each([
    ['fix login', 'fix login', ['fix login']],
    ['fix login', 'We FIX: (login), and fix\nlogin.', ['FIX: (login', 'fix\nlogin']],
    ['Fix-Login', 'fix_login fix login', ['fix_login', 'fix login']],
    ['fix the fix', 'fix the fix the fix', ['fix the fix', 'fix the fix']],
    ['fix fix', 'fix fix fix fix', ['fix fix', 'fix fix', 'fix fix']],
    ['github 連携', 'GitHub連携とGitHub 連携', ['GitHub連携', 'GitHub 連携']],
    ['検索', 'チケット検索の検索', ['検索']],
    ['の 検索', 'チケットの検索', []],
    ['検索 実装', '全文検索、実装する', ['検索、実装']],
    ['fix 🐛 now', 'fix🐛 now', ['fix🐛 now']],
    ['café', 'Le CAFÉ', ['CAFÉ']],
    ['c', 'C++', ['C']],
    ['1 (2)', '1.2', ['1.2']],
    ['½ x', 'x ½ x', ['½ x']],
    ['山田 連絡', '㈱山田㈱連絡', ['山田㈱連絡']],
  ])('%s in %j is there', (quoted, text, expected) => {
    expect(found(quoted, text)).toEqual(expected);
  });

  it.each([
    'fix the login',
    'fix logins',
    'prefix login',
    'fixlogin',
    'login fix',
    'fix\0login',
    'fix 🐛 login',
    'fix',
    '',
  ])('is not there in %j, where something else stands', (text) => {
    expect(found('fix login', text)).toEqual([]);
  });

  it('of nothing is none', () => {
    for (const text of ['', ' ', '!', '\ufe0f', '\u0301']) expect(phraseOf(text)).toBeNull();
  });

  it('that is cut out of a text between two blanks is there, whatever it is', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('fix', 'ログ', '🐛', 'ß', '½', '検\ufe0f', 'ﾞ'),
    );
    fc.assert(
      fc.property(fc.array(word), fc.array(word), fc.array(word), (before, inside, after) => {
        const quoted = inside.join(' ').replaceAll('\0', ' ');
        const phrase = phraseOf(quoted);
        const text = [...before, quoted, ...after].join(' ');
        if (phrase !== null) expect(findPhrase(text, phrase).next().done).toBe(false);
      }),
    );
  });

  it('of many emoji is looked for in no time, also where it is not there', () => {
    expect(found(`${'🐛 '.repeat(200)}end`, '🐛 '.repeat(10_000))).toEqual([]);
  });
});
