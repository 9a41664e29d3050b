import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/query/parseQuery.js';
import { moveActive, offerAt, take, type Offer } from '../../../webview/filter/completions.js';
import { RowVocabulary } from '../../../src/query/rowVocabulary.js';
import { idOf, rowWith } from '../domain/tickets.js';

const rows = [
  rowWith(1, { title: 'Old', tags: ['ui'], assignee: 'ana', status: 'done' }),
  rowWith(2, { title: 'New', tags: ['ui', 'auth'], assignee: 'bob', metadata: { fields: { points: 3 } } }),
  rowWith(3, { title: 'Newer', tags: ['auth', 'ui'], assignee: 'bob', created_at: '2027-01-01T00:00:00Z' }),
];
const vocabulary = new RowVocabulary(rows);

function offer(marked: string, isAsked = false): Offer | null {
  const text = marked.replace('|', '');
  const typed = { text, caret: marked.indexOf('|'), problems: parseQuery(text).problems };
  return offerAt(typed, { vocabulary, me: ['ana@example.org'] }, isAsked);
}

const labels = (marked: string, isAsked = false) => offer(marked, isAsked)?.items.map(({ label }) => label) ?? [];

describe('what the bar offers', () => {
  it('values come by themselves, keys only to those who ask', () => {
    expect(labels('tag:|')).toEqual(['ui', 'auth']);
    expect(labels('sta|')).toEqual([]);
    expect(labels('sta|', true)).toEqual(['status:', 'started:', 'estimate:']);
    expect(labels('|')).toEqual([]);
  });

  it('the first is chosen, but none when the word is whole already', () => {
    expect(offer('tag:|')?.active).toBe(0);
    expect(offer('priority:low|')).toBeNull();
    expect(offer('status:do|')?.active).toBe(0);
    expect(offer('status:todo|,doing')).toBeNull();
  });

  it('a wrong word can be put right', () => {
    expect(labels('statsu:|', true)).toEqual(['status']);
    expect(labels('x priority:hihg|', true)).toEqual(['high']);
    expect(labels('priority:hihg x|', true)).not.toContain('high');
  });

  it('tells who is meant by @me', () => {
    expect(offer('assignee:@|')?.items[0]).toMatchObject({ label: '@me', documentation: 'ana@example.org' });
  });

  it('the choice goes round by steps, and to the ends by pages', () => {
    const three: Offer = { items: offer('status:d|')?.items.slice(0, 3) ?? [], active: -1, isAsked: false };
    expect(moveActive(three, 1).active).toBe(0);
    expect(moveActive(three, -1).active).toBe(2);
    expect(moveActive({ ...three, active: 2 }, 1).active).toBe(0);
    expect(moveActive({ ...three, active: 0 }, -1).active).toBe(2);
    expect([-8, 8].map((by) => moveActive({ ...three, active: 1 }, by).active)).toEqual([0, 2]);
  });

  it('what is taken replaces what was typed, and the caret stands behind it', () => {
    const item = offer('tag:a| x')?.items[0];
    expect(item && take('tag:a x', item)).toEqual({ text: 'tag:auth x', caret: 8 });
  });
});

describe('the words of the rows', () => {
  it('come the most used first', () => {
    expect(vocabulary.tags).toEqual(['ui', 'auth']);
    expect(vocabulary.assignees).toEqual(['bob', 'ana']);
    expect(vocabulary.fields).toEqual(['points']);
  });

  it('tickets in work come before those that are done, the latest first', () => {
    expect(vocabulary.tickets.map(({ title }) => title)).toEqual(['Newer', 'New', 'Old']);
    expect(vocabulary.tickets[0]?.reference).toMatch(/^#[0-9a-f-]{4,}$/);
    expect(idOf(3)).toContain(vocabulary.tickets[0]?.reference.slice(1));
  });

  it('have the branches that are written down', () => {
    const branches = ['b', 'a', 'a', '--x'].map((branch, index) =>
      rowWith(index + 1, { metadata: { git: { branch } } }),
    );
    expect(new RowVocabulary([...branches, rowWith(9)]).branches).toEqual(['a', 'b']);
  });

  it('leave out what cannot be typed', () => {
    const odd = new RowVocabulary([rowWith(1, { tags: ['a\nb', ' ', 'x'.repeat(201), '<b>'] })]);
    expect(odd.tags).toEqual(['<b>']);
  });

  it('are gone through only when they are asked for, and once', () => {
    let times = 0;
    const counted = {
      [Symbol.iterator]: () => {
        times++;
        return rows.values();
      },
    };
    const words = new RowVocabulary(counted);
    expect(times).toBe(0);
    expect([...words.tags, ...words.tags, ...words.assignees]).toHaveLength(6);
    expect(times).toBe(1);
  });
});
