import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearch } from '../../../src/search/searchQuery.js';

describe('a search', () => {
  it('of several words lets the last one be unfinished, and any of three letters', () => {
    expect(parseSearch('an app of').words.map(({ tokens }) => tokens)).toEqual([
      [{ kind: 'word', text: 'an', parts: [], isPrefix: false }],
      [{ kind: 'word', text: 'app', parts: [], isPrefix: true }],
      [{ kind: 'word', text: 'of', parts: [], isPrefix: true }],
    ]);
  });

  it('for a word with humps is content with its parts', () => {
    expect(parseSearch('fixLogin').words[0]?.tokens).toEqual([
      { kind: 'word', text: 'fixlogin', parts: ['fix', 'login'], isPrefix: true },
    ]);
  });

  it('takes for an id what may be the beginning of one', () => {
    const ids = ['#3f2a', '3F2A1B2C-0', 'face', 'add', 'login'].map((text) => parseSearch(text).words[0]?.id);
    expect(ids).toEqual(['3f2a', '3f2a1b2c-0', 'face', null, null]);
  });

  it('in Japanese needs the words and not the particles between them', () => {
    expect(parseSearch('チケットの検索').words[0]?.tokens).toEqual([
      { kind: 'pairs', required: ['チケ', 'ケッ', 'ット', '検索'], optional: ['トの', 'の検'] },
    ]);
    expect(parseSearch('する').words[0]?.tokens).toEqual([{ kind: 'pairs', required: ['する'], optional: [] }]);
  });

  it.each(['"fix login" now', 'now “Fix-login”', 'now "fix login'])(
    'takes what is quoted in %s for a phrase',
    (text) => {
      const { words, phrases } = parseSearch(text);
      expect(words).toHaveLength(1);
      expect(phrases.map(({ terms }) => terms)).toEqual([['fix', 'login']]);
    },
  );

  it('of nothing that could be found has no words', () => {
    for (const text of ['', ' ', '""', '"', '!?', '#', '- -']) {
      expect(parseSearch(text)).toEqual({ words: [], phrases: [] });
    }
  });

  it('is read whatever it is, and cut where it is endless', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        parseSearch(text);
        parseSearch(`"${text}"`);
      }),
    );
    expect(parseSearch('a '.repeat(100_000)).words).toHaveLength(32);
  });
});
