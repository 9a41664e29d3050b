import { describe, expect, it } from 'vitest';
import { searchCorpus } from '../../../src/search/ranking.js';
import { idOf, taskWith } from '../domain/tickets.js';
import { corpusOf, marked, search, ticketsOf, titled, titlesFound } from './searching.js';

const mixed = titled(
  'Fix login for returning customers',
  'Logins are slow',
  'Logic of prices is wrong',
  'Rename fixLogin helper',
  'ログイン機能を修正する',
  'チケット検索の実装',
  'GitHub連携を追加',
  '로그인 오류 수정',
  '修复登录问题',
  'Squash the 🐛 in checkout',
  'Café opening hours',
  'Migrate the database',
);

describe('what is found', () => {
  it.each([
    [
      'login',
      ['Fix login for returning customers', 'Rename fixLogin helper', 'Logins are slow', 'Logic of prices is wrong'],
    ],
    ['LOGIN customers', ['Fix login for returning customers']],
    ['customers login', ['Fix login for returning customers']],
    ['lgoin returning', ['Fix login for returning customers']],
    ['databsae', ['Migrate the database']],
    ['migartoin', []],
    ['migr', ['Migrate the database']],
    ['cafe', ['Café opening hours']],
    ['CAFÉ', ['Café opening hours']],
    ['🐛', ['Squash the 🐛 in checkout']],
    ['🐛 checkout', ['Squash the 🐛 in checkout']],
    ['ログイン', ['ログイン機能を修正する']],
    ['ﾛｸﾞｲﾝ', ['ログイン機能を修正する']],
    ['ログインの修正', ['ログイン機能を修正する']],
    ['チケットの検索', ['チケット検索の実装']],
    ['検', ['チケット検索の実装']],
    ['装', ['チケット検索の実装']],
    ['github', ['GitHub連携を追加']],
    ['hub 連携', ['GitHub連携を追加']],
    ['로그인', ['로그인 오류 수정']],
    ['登录', ['修复登录问题']],
    ['"opening hours"', ['Café opening hours']],
    ['"hours opening"', []],
    ['"the database" mig', ['Migrate the database']],
    ['nothing', []],
    ['', []],
    ['?!', []],
  ])('by %s is in order', (query, titles) => {
    expect(titlesFound(mixed, query)).toEqual(titles);
  });

  it('says of a word exactly, then as a beginning, then with a typo', () => {
    const tickets = titled('the logan thing', 'the logins thing', 'the login thing');
    expect(titlesFound(tickets, 'login')).toEqual(['the login thing', 'the logins thing', 'the logan thing']);
  });

  it('leaves typos out where the word itself is no rarity', () => {
    const tickets = titled(...Array.from({ length: 5 }, (_, number) => `login ${String(number)}`), 'logan');
    expect(titlesFound(tickets, 'login')).toHaveLength(5);
    expect(titlesFound(tickets.slice(1), 'login')).toHaveLength(5);
  });

  it('takes no other number for a typo', () => {
    expect(titlesFound(titled('Release 2024', 'Release 2025'), '2025')).toEqual(['Release 2025']);
  });

  it('counts most in a title, then in tags, then elsewhere', () => {
    const tickets = ticketsOf(
      { metadata: { comments: [{ id: 'c', author: 'a', at: '2026-03-01T12:00:00Z', text: 'login' }] } },
      { metadata: { close_message: 'no login' } },
      { description: 'login' },
      { tasks: [taskWith(1, { title: 'login' })] },
      { metadata: { acceptance_criteria: [{ id: 'k', text: 'login', done: false }] } },
      { slug: 'login' },
      { tags: ['login'] },
      { title: 'login' },
    );
    const { hits } = search(tickets, 'login');
    expect(hits).toHaveLength(8);
    expect(hits.slice(0, 2).map(({ field }) => field)).toEqual(['title', 'tags']);
    expect(new Set(hits.map(({ field }) => field)).size).toBe(8);
    for (const hit of hits) expect(marked(hit)).toEqual(['login']);
  });

  it('counts more where the word is rare, and where little else is said', () => {
    const tickets = titled(
      'login',
      'login and a great many other words that say little',
      'page',
      'page two',
      'page three',
    );
    expect(titlesFound(tickets, 'login')[0]).toBe('login');
    expect(search(tickets, 'login').hits[0]?.score).toBeGreaterThan(search(tickets, 'page').hits[0]?.score ?? 0);
  });

  it('is by id, or by its beginning, before what only says the same', () => {
    const tickets = ticketsOf({ id: 'face0000-0000-4000-8000-000000000001' }, { id: idOf(9), title: 'face' });
    expect(search(tickets, '#face').hits.map(({ field }) => field)).toEqual(['id', 'title']);
    const [hit] = search(tickets, 'face0000-0000-4000-8000-000000000001').hits;
    expect(hit).toMatchObject({ field: 'id', snippet: { text: tickets[0]?.id, ranges: [[0, 36]] } });
  });

  it('has some of the words where none has all, the more the better, and says so', () => {
    const tickets = titled('red green', 'red', 'green blue', 'white');
    expect(search(tickets, 'red green')).toMatchObject({ total: 1, matched: 'all' });
    const some = search(tickets, 'red green blue');
    expect(some).toMatchObject({ total: 3, matched: 'some' });
    expect(some.hits.at(-1)?.id).toBe(tickets[1]?.id);
    expect(search(tickets, 'purple')).toEqual({ hits: [], total: 0, matched: 'all' });
  });

  it('always has the phrases', () => {
    const tickets = titled('red green', 'green red', 'red green blue');
    expect(titlesFound(tickets, '"red green" blue')).toEqual(['red green blue']);
    expect(titlesFound(tickets, '"green red" blue')).toEqual(['green red']);
    expect(titlesFound(tickets, '"blue green"')).toEqual([]);
  });

  it('has no phrase that begins in one comment and ends in the next', () => {
    const comment = (text: string) => ({ id: text, author: 'a', at: '2026-03-01T12:00:00Z', text });
    const tickets = ticketsOf({ metadata: { comments: [comment('so red'), comment('green it is')] } });
    expect(search(tickets, '"red green"').total).toBe(0);
    expect(search(tickets, '"so red"').total).toBe(1);
  });

  it('is given in pages, without what is not accepted', () => {
    const tickets = titled('login a', 'login b', 'login c', 'login d');
    const corpus = corpusOf(tickets);
    const accepts = (id: string): boolean => id !== tickets[1]?.id;
    const all = searchCorpus(corpus, 'login', { limit: 10, accepts });
    expect(all).toMatchObject({ total: 3 });
    expect(all.hits.map(({ id }) => id)).toEqual([tickets[0], tickets[2], tickets[3]].map((ticket) => ticket?.id));
    const page = searchCorpus(corpus, 'login', { limit: 1, offset: 1, accepts });
    expect(page).toEqual({ hits: [all.hits[1]], total: 3, matched: 'all' });
  });

  it('falls back to some words when those with all are not accepted', () => {
    const tickets = titled('red green', 'red');
    const accepts = (id: string): boolean => id === tickets[1]?.id;
    const results = searchCorpus(corpusOf(tickets), 'red green', { limit: 10, accepts });
    expect(results).toMatchObject({ total: 1, matched: 'some' });
  });

  it('is found in huge texts as far as they are searched', () => {
    const words = Array.from({ length: 100_000 }, (_, number) => `word${String(number)}`).join(' ');
    const tickets = ticketsOf({ title: 'huge', description: `needle ${words} haystack` });
    expect(search(tickets, 'needle').total).toBe(1);
    expect(search(tickets, 'haystack').total).toBe(0);
    expect(search(tickets, 'word').hits[0]?.snippet.text.length).toBeLessThan(250);
  });
});
