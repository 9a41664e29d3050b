import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TicketreeError } from '../../../src/domain/errors.js';
import { statuses, type Ticket } from '../../../src/domain/ticket.js';
import type { TicketRow } from '../../../src/domain/ticketRow.js';
import { planDrop, type DropAction } from '../../../src/extension/tree/dropPlan.js';
import type { GroupValue } from '../../../src/extension/tree/treeGroup.js';
import type { TreeGrouping } from '../../../src/extension/tree/treePreferences.js';
import { idOf, rowWith } from '../domain/tickets.js';

const epic = rowWith(11, { metadata: { type: 'epic' } });
const other = rowWith(12, { metadata: { type: 'epic' } });

/** A drop of some rows onto a group, or onto a row of it. */
function drop(
  dragged: readonly TicketRow[],
  grouping: TreeGrouping,
  group: GroupValue,
  onto: { row?: TicketRow; rowsOfGroup?: readonly TicketRow[]; isManual?: boolean } = {},
): DropAction[] {
  const { row, rowsOfGroup = [], isManual = true } = onto;
  const all = new Map([epic, other, ...dragged, ...rowsOfGroup].map((each) => [each.id, each]));
  const target = { grouping, group, rowsOfGroup, isManual, get: (id: string) => all.get(id) };
  return planDrop(dragged, { ...target, ...(row ? { row } : {}) });
}

function todo(number: number, fields: Partial<Ticket> = {}): TicketRow {
  return rowWith(number, { status: 'todo', ...fields });
}

const [a, b, c] = [todo(1), todo(2), todo(3)];

describe('a drop onto a group', () => {
  it('gives the tickets what those of the group have in common, all at once', () => {
    const ids = [a.id, b.id];
    expect(drop([a, b], 'status', 'review')).toEqual([{ kind: 'status', ids, status: 'review' }]);
    expect(drop([a, b], 'priority', 'high')).toEqual([{ kind: 'edit', ids, edit: { priority: 'high' } }]);
    expect(drop([a, b], 'assignee', 'ana')).toEqual([{ kind: 'edit', ids, edit: { assignee: 'ana' } }]);
    expect(drop([a, b], 'tag', 'x')).toEqual([{ kind: 'edit', ids, edit: { addTags: ['x'] } }]);
    expect(drop([a, b], 'epic', epic.id)).toEqual([{ kind: 'epic', ids, epic: epic.id }]);
  });

  it('leaves alone those that have it already', () => {
    const ana = todo(4, { assignee: 'ana', tags: ['x'], metadata: { parent: epic.id } });
    expect(drop([ana, a], 'assignee', 'ana')).toEqual([{ kind: 'edit', ids: [a.id], edit: { assignee: 'ana' } }]);
    expect(drop([ana], 'tag', 'x')).toEqual([]);
    expect(drop([ana], 'epic', epic.id)).toEqual([]);
    expect(drop([a], 'status', 'todo')).toEqual([]);
    expect(drop([a], 'none', null)).toEqual([]);
  });

  it('of those that have none takes away the name, or the epic', () => {
    const ana = todo(4, { assignee: 'ana', metadata: { parent: epic.id } });
    expect(drop([ana], 'assignee', null)).toEqual([{ kind: 'edit', ids: [ana.id], edit: { assignee: null } }]);
    expect(drop([ana], 'epic', null)).toEqual([{ kind: 'epic', ids: [ana.id], epic: null }]);
  });

  it('takes no epic from itself, and no part from a ticket that leaves with it', () => {
    const story = todo(4, { metadata: { type: 'story', parent: epic.id } });
    const task = todo(5, { metadata: { parent: story.id } });
    expect(drop([epic], 'epic', null)).toEqual([]);
    expect(drop([epic, story, task], 'epic', null)).toEqual([{ kind: 'epic', ids: [story.id], epic: null }]);
  });

  it('of those without tags is refused, because tags would be lost', () => {
    expect(() => drop([todo(4, { tags: ['x', 'y'] })], 'tag', null)).toThrow(TicketreeError);
  });
});

describe('a drop onto a row', () => {
  const rowsOfGroup = [a, b, c];

  it('puts a ticket before it', () => {
    expect(drop([c], 'status', 'todo', { row: a, rowsOfGroup })).toEqual([
      { kind: 'place', ids: [c.id], status: 'todo', beforeId: a.id },
    ]);
  });

  it('brings tickets of other groups into its group and to their place in one go', () => {
    const doing = rowWith(4, { status: 'doing' });
    expect(drop([c, doing], 'status', 'todo', { row: b, rowsOfGroup })).toEqual([
      { kind: 'place', ids: [c.id, doing.id], status: 'todo', beforeId: b.id },
    ]);
  });

  it('that moves with the others puts them before the next that stays, or at the end', () => {
    const place = (dragged: TicketRow[], row: TicketRow) => drop(dragged, 'status', 'todo', { row, rowsOfGroup });
    expect(place([a, b], b)).toEqual([{ kind: 'place', ids: [a.id, b.id], status: 'todo', beforeId: c.id }]);
    expect(place([b, c], c)).toEqual([{ kind: 'place', ids: [b.id, c.id], status: 'todo', beforeId: null }]);
  });

  it('of itself changes nothing', () => {
    expect(drop([b], 'status', 'todo', { row: b, rowsOfGroup })).toEqual([]);
  });

  it('only changes the field where the tree sorts, and says why where it cannot even do that', () => {
    const doing = rowWith(4, { status: 'doing' });
    const sorted = { row: a, rowsOfGroup, isManual: false };
    expect(drop([doing], 'status', 'todo', sorted)).toEqual([{ kind: 'status', ids: [doing.id], status: 'todo' }]);
    expect(() => drop([c], 'status', 'todo', sorted)).toThrow(/by hand/);
  });

  it('of another grouping changes the field, then the place among those of one status', () => {
    const low = todo(4, { priority: 'low' });
    expect(drop([low, c], 'priority', 'medium', { row: a, rowsOfGroup })).toEqual([
      { kind: 'edit', ids: [low.id], edit: { priority: 'medium' } },
      { kind: 'place', ids: [low.id, c.id], status: 'todo', beforeId: a.id },
    ]);
  });

  it('never changes the status unless the tree is grouped by it', () => {
    const doing = rowWith(4, { status: 'doing', priority: 'low' });
    const dropped = drop([doing], 'priority', 'medium', { row: a, rowsOfGroup });
    expect(dropped).toEqual([{ kind: 'edit', ids: [doing.id], edit: { priority: 'medium' } }]);
    expect(() => drop([rowWith(4, { status: 'doing' })], 'none', null, { row: a, rowsOfGroup })).toThrow(/same status/);
  });
});

it('tickets dropped onto a row stand together before it, and all others keep their order', () => {
  const rows = Array.from({ length: 6 }, (_, index) =>
    rowWith(index + 1, { status: statuses[index % 2 === 0 ? 0 : 1] }),
  );
  const chosen = fc.subarray(rows, { minLength: 1 });
  fc.assert(
    fc.property(chosen, fc.constantFrom(...rows), (dragged, row) => {
      const rowsOfGroup = rows.filter(({ status }) => status === row.status);
      const [action] = drop(dragged, 'status', row.status, { row, rowsOfGroup });
      if (action?.kind !== 'place') {
        expect(dragged).toEqual([row]);
        return;
      }
      const { ids, beforeId } = action;
      const staying = rowsOfGroup.map(({ id }) => id).filter((id) => !ids.includes(id));
      const at = beforeId === null ? staying.length : staying.indexOf(beforeId);
      const after = staying.toSpliced(at, 0, ...ids);
      expect(ids).toEqual(dragged.map(({ id }) => id));
      expect(at).toBeGreaterThanOrEqual(0);
      // What stood before the row still does, and what came behind it too.
      const start = rowsOfGroup.findIndex(({ id }) => id === row.id);
      const before = rowsOfGroup.slice(0, start).map(({ id }) => id);
      expect(after.slice(0, before.filter((id) => !ids.includes(id)).length)).toEqual(
        before.filter((id) => !ids.includes(id)),
      );
    }),
  );
});

it('the ids of a drop are those that were dragged, never more', () => {
  expect(drop([a, a], 'status', 'todo', { row: b, rowsOfGroup: [a, b] })).toEqual([
    { kind: 'place', ids: [idOf(1)], status: 'todo', beforeId: b.id },
  ]);
});
