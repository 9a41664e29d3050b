import { describe, expect, it } from 'vitest';
import { completeQuery, type Completion } from '../../../src/query/completeQuery.js';
import { queryReference } from '../../../src/query/queryReference.js';
import { parseQuery } from '../../../src/query/parseQuery.js';

const vocabulary = {
  tags: ['ui', 'auth', 'two words', 'say "hi"', 'a,b'],
  assignees: ['ana@example.org', '山田 太郎', 'unassigned'],
  branches: ['ticket/fix-login', '修正/a,b'],
  fields: ['points', 'Team Name'],
  tickets: [{ reference: '#3f2a', title: 'Fix the login' }],
};

/** What is offered where `|` stands in the text. */
function offered(marked: string): Completion[] {
  return completeQuery(marked.replace('|', ''), marked.indexOf('|'), vocabulary);
}

function labels(marked: string): string[] {
  return offered(marked).map(({ label }) => label);
}

/** The text after the first of what is offered was taken. */
function taken(marked: string): string {
  const text = marked.replace('|', '');
  const [first] = offered(marked);
  return first ? `${text.slice(0, first.start)}${first.insert}${text.slice(first.end)}` : text;
}

describe('completion', () => {
  it('offers every key where nothing has been typed', () => {
    const all = queryReference.map(({ key }) => `${key}:`);
    expect(labels('|')).toEqual(all);
    expect(labels('tag:ui |')).toEqual(all);
    expect(labels('-|')).toEqual(all);
    expect(labels('(|')).toEqual(all);
    expect(labels('tag:ui OR |')).toEqual(all);
    expect(offered('|').every(({ kind, documentation }) => kind === 'key' && documentation !== '')).toBe(true);
  });

  it.each([
    ['st|', ['status:', 'started:', 'estimate:', 'sort:']],
    ['-STATU|', ['status:']],
    ['(cre|', ['created:']],
    ['star|:todo', ['started:']],
    ['status:|', ['todo', 'doing', 'review', 'blocked', 'done']],
    ['status:d|', ['doing', 'done', 'todo', 'blocked']],
    ['status:todo,|', ['doing', 'review', 'blocked', 'done']],
    ['status:|,todo', ['doing', 'review', 'blocked', 'done']],
    ['status:do|ne', ['doing', 'done', 'todo']],
    ['priority:>=h|', ['high']],
    ['priority:|', ['critical', 'high', 'medium', 'low']],
    ['priority:high..c|', ['critical']],
    ['priority:low..|', ['critical', 'high', 'medium', 'low']],
    ['tag:|', ['ui', 'auth', 'two words', 'say "hi"', 'a,b']],
    ['tag:"tw|', ['two words']],
    ['tag:"say \\"|', ['say "hi"']],
    ['tag:"a,b",|', ['ui', 'auth', 'two words', 'say "hi"']],
    ['labels:U|', ['ui', 'auth']],
    ['branch:|', ['ticket/fix-login', '修正/a,b']],
    ['branch:fix|', ['ticket/fix-login']],
    ['has:br|', ['branch']],
    ['assignee:@|', ['@me', 'ana@example.org']],
    ['assignee:山|', ['山田 太郎']],
    ['has:tas|', ['tasks']],
    ['no:field.p|', ['field.points']],
    ['field:t|', ['Team Name', 'points']],
    ['parent:|', ['#3f2a']],
    ['due:<@today+|', ['@today+7d']],
    ['created:<|', ['@today', '@yesterday', '@tomorrow', '@today-7d', '@today+7d', '7d', '30d']],
    ['sort:-cr|', ['-created']],
    ['is:bl|', ['blocked']],
  ])('offers at %j: %j', (marked, expected) => {
    expect(labels(marked)).toEqual(expected);
  });

  it.each(['unknown:|', '"st|', 'status:todo OR|', 'title:|', 'tasks:|', '(status:todo)|x', 'field:points=|'])(
    'offers nothing of its own at %j',
    (marked) => {
      expect(labels(marked).filter((label) => !label.endsWith(':'))).toEqual([]);
    },
  );

  it.each([
    ['stat|', 'status:'],
    ['-stat| x', '-status: x'],
    ['sta|:todo', 'status:todo'],
    ['status:tod| x', 'status:todo x'],
    ['status:to|do,done', 'status:todo,done'],
    ['priority:>=cr|', 'priority:>=critical'],
    ['tag:two|', 'tag:"two words"'],
    ['tag:"two|', 'tag:"two words"'],
    ['tag:"two| status:todo', 'tag:"two words" status:todo'],
    ['tag:"tw|o words" x', 'tag:"two words" x'],
    ['tag:say|', 'tag:"say \\"hi\\""'],
    ['tag:ui,a,|', 'tag:ui,a,auth'],
    ['assignee:@m|', 'assignee:@me'],
    ['assignee:山|', 'assignee:"山田 太郎"'],
    ['field:team|', 'field:"Team Name"='],
    ['has:field.team|', 'has:"field.Team Name"'],
    ['depends:#3|', 'depends:#3f2a'],
  ])('at %j makes %j', (marked, expected) => {
    expect(taken(marked)).toBe(expected);
  });

  it('tells the person of that name from the word', () => {
    const inserts = offered('assignee:unass|').map(({ insert }) => insert);
    expect(inserts).toEqual(expect.arrayContaining(['unassigned', '"unassigned"']));
  });

  it('offers only values that are understood', () => {
    for (const { key } of queryReference) {
      for (const { insert } of offered(`${key}:|`)) {
        const written = `${key}:${insert}${key === 'field' ? '1' : ''}`;
        expect([written, parseQuery(written).problems]).toEqual([written, []]);
      }
    }
  });

  it('explains values that are words of the language', () => {
    expect(offered('is:overdue|').map(({ documentation }) => documentation)).toEqual([
      'open, and its due day has passed',
    ]);
    expect(offered('parent:#3f|').map(({ documentation }) => documentation)).toEqual(['Fix the login']);
  });
});
