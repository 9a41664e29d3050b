import { describe, expect, it } from 'vitest';
import { priorities, statuses, type Ticket } from '../../../src/domain/ticket.js';
import { compareGroups, epicOf, groupsOf } from '../../../src/extension/tree/treeGroup.js';
import { idOf, rowWith } from '../domain/tickets.js';

const epic = rowWith(1, { metadata: { type: 'epic' } });
const story = rowWith(2, { metadata: { type: 'story', parent: epic.id } });
const task = rowWith(3, { metadata: { parent: story.id } });
const rows = new Map([epic, story, task].map((row) => [row.id, row]));
const get = (id: string) => rows.get(id);
const titleOf = (id: string) => rows.get(id)?.title ?? id;

describe('the epic of a ticket', () => {
  it('is found through its parents; an epic is its own', () => {
    expect([epic, story, task].map((row) => epicOf(row, get))).toEqual([epic.id, epic.id, epic.id]);
  });

  it('is none where no parent is an epic, one has gone, or tickets are parts of each other', () => {
    const [one, other] = [idOf(5), idOf(6)];
    const circle = new Map(
      [rowWith(5, { metadata: { parent: other } }), rowWith(6, { metadata: { parent: one } })].map((row) => [
        row.id,
        row,
      ]),
    );
    const circling = circle.get(one);
    expect(circling && epicOf(circling, (id) => circle.get(id))).toBeNull();
    expect(epicOf(rowWith(7, { metadata: { parent: idOf(9) } }), get)).toBeNull();
    expect(epicOf(rowWith(8), get)).toBeNull();
  });
});

describe('the groups of a ticket', () => {
  const fields: Partial<Ticket> = { status: 'review', priority: 'high', assignee: 'ana', tags: ['b', 'a', 'b'] };
  const row = rowWith(4, { ...fields, metadata: { parent: task.id } });

  it.each([
    ['status', ['review']],
    ['priority', ['high']],
    ['assignee', ['ana']],
    ['tag', ['b', 'a']],
    ['epic', [epic.id]],
    ['none', [null]],
  ] as const)('by %s are %j', (grouping, groups) => {
    expect(groupsOf(row, grouping, get)).toEqual(groups);
  });

  it.each(['assignee', 'tag', 'epic'] as const)('by %s are that of those that have none', (grouping) => {
    expect(groupsOf(rowWith(4), grouping, get)).toEqual([null]);
  });
});

describe('the order of groups', () => {
  it('by status is from what is worked on to what is over', () => {
    const sorted = [...statuses].sort(compareGroups('status', titleOf));
    expect(sorted).toEqual(['doing', 'review', 'blocked', 'todo', 'done']);
  });

  it('by priority begins with the most urgent', () => {
    expect([...priorities].sort(compareGroups('priority', titleOf))).toEqual(['critical', 'high', 'medium', 'low']);
  });

  it('by name leaves case aside; those that have none come last', () => {
    expect([null, 'b', 'C', 'A', 'a'].sort(compareGroups('assignee', titleOf))).toEqual(['A', 'a', 'b', 'C', null]);
  });

  it('by epic is that of their titles', () => {
    const titles: Record<string, string> = { x: 'Second', y: 'First' };
    expect([null, 'x', 'y'].sort(compareGroups('epic', (id) => titles[id] ?? id))).toEqual(['y', 'x', null]);
  });
});
