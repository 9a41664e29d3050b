import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/search/fold.js';
import { eachTerm, type Term } from '../../../src/search/pieces.js';

function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  eachTerm(text, (term) => terms.push(term));
  return terms;
}

describe('the terms of a text', () => {
  it.each([
    ['Fix the login, now!', ['fix', 'the', 'login', 'now']],
    ['fixLogin', ['fixlogin', 'fix', 'login']],
    ['HTTPServer2Go', ['httpserver2go', 'http', 'server2', 'go']],
    ['iPhone', ['iphone', 'phone']],
    ['fix_login-page.ts', ['fix', 'login', 'page', 'ts']],
    ['v2 UTF8', ['v2', 'utf8']],
    ['écranÉteint', ['ecraneteint', 'ecran', 'eteint']],
    ['検索', ['検索', '索']],
    ['検索を実装', ['検索', '索を', 'を実', '実装', '装']],
    ['木', ['木']],
    ['𠮷野家', ['𠮷野', '野家', '家']],
    ['로그인', ['로그', '그인', '인']],
    ['GitHub連携', ['github', 'git', 'hub', '連携', '携']],
    ['ﾛｸﾞｲﾝ', ['ログ', 'グイ', 'イン', 'ン']],
    ['🐛 in 👩‍💻🇯🇵!', ['🐛', 'in', '👩‍💻', '🇯🇵']],
    ['bug🐛fix', ['bug', '🐛', 'fix']],
    ['… — !?\n\0\t', []],
  ])('of %j are %j', (text, terms) => {
    expect(termsOf(text).map((term) => term.text)).toEqual(terms);
  });

  it('stand where they say', () => {
    const text = 'Die Straße: fixLogin で検索 🐛';
    for (const { text: term, start, end } of termsOf(text)) expect(fold(text.slice(start, end))).toBe(term);
  });

  it('are never empty, and inside the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const { text: term, start, end } of termsOf(text)) {
          expect(term).not.toBe('');
          expect(term).not.toMatch(/[\n\0]/);
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });

  it('are cut where a word is encoded binary, never in half a character', () => {
    expect(termsOf('a'.repeat(100_000)).map(({ text }) => text.length)).toEqual([64]);
    const [term] = termsOf(`a${'𐐀'.repeat(1000)}`);
    expect(Array.from(term?.text ?? '')).toHaveLength(64);
    expect(Buffer.from(term?.text ?? '').toString()).toBe(term?.text);
  });
});
