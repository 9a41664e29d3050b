import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snippetLength } from '../../../src/search/snippet.js';
import { marked, search, ticketsOf } from './searching.js';

function hitIn(description: string, query: string) {
  const hit = search(ticketsOf({ title: 'A ticket', description }), query).hits[0];
  if (hit === undefined) throw new Error('nothing was found');
  return hit;
}

const filler = 'and so it goes on for quite a while without a word that matters ';

describe('a snippet', () => {
  it('is the whole text where that is short, on one line', () => {
    const { field, snippet } = hitIn('Fix\n\n  the\tlogin.\n', 'login');
    expect({ field, snippet }).toEqual({
      field: 'description',
      snippet: { text: 'Fix the login.', ranges: [[8, 13]] },
    });
  });

  it('is cut between words, around the place where most of the query stands', () => {
    const text = `login ${filler.repeat(5)}login page ${filler.repeat(5)}page`;
    const hit = hitIn(text, 'page login');
    expect(hit.snippet.text).toMatch(/^…\w+ .*login page .* \w+…$/);
    expect(marked(hit)).toEqual(['login', 'page']);
    for (const word of hit.snippet.text.slice(1, -1).split(' ')) expect(text.split(' ')).toContain(word);
  });

  it('begins with the text where the match stands at its beginning, and ends with it', () => {
    expect(hitIn(`login ${filler.repeat(5)}`, 'login').snippet.text).toMatch(/^login and .*…$/);
    expect(hitIn(`${filler.repeat(5)}login`, 'login').snippet.text).toMatch(/^….* login$/);
  });

  it.each([
    ['fixLogin is wrong', 'login', ['Login']],
    ['fixLogin is wrong', 'fixLogin', ['fixLogin']],
    ['the logins', 'login', ['logins']],
    ['the logn', 'login', ['logn']],
    ['Straße', 'STRASSE', ['Straße']],
    ['ＬＯＧＩＮ', 'login', ['ＬＯＧＩＮ']],
    ['チケットの検索を実装', 'チケット検索', ['チケット', '検索']],
    ['ログインﾛｸﾞｲﾝ', 'ログイン', ['ログインﾛｸﾞｲﾝ']],
    ['a 🐛, a 👩‍💻', '👩‍💻', ['👩‍💻']],
    ['not login but the login page', '"login page"', ['login page']],
    ['Décrire le café noir', '"CAFÉ noir"', ['café noir']],
    ['Große STRAẞE', '"grosse strasse"', ['Große STRAẞE']],
    ['Cafe\u0301', 'cafe', ['Café']],
  ])('of %s marks for %s what matched', (text, query, marks) => {
    expect(marked(hitIn(text, query))).toEqual(marks);
  });

  it('marks nothing of an item that only has the particles', () => {
    expect(marked(hitIn('検索を追加する。削除もする', '追加する'))).toEqual(['追加']);
  });

  it('is short, on one line and well marked, whatever the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('login', ' ', '\n', '😀', '検索', '\0', 'page '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 100 }), (pieces) => {
        const { text, ranges } = hitIn(`${pieces.join('')} login`, 'login 検').snippet;
        expect(text.length).toBeLessThanOrEqual(snippetLength + 4);
        expect(text).not.toMatch(/[\n\0]/);
        let last = -1;
        for (const [start, end] of ranges) {
          expect(start).toBeGreaterThan(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
