import { priorities, type Status } from '../../domain/ticket.js';
import type { TicketRow } from '../../domain/ticketRow.js';
import type { TreeGrouping } from './treePreferences.js';

/** What the tickets of a group have in common: a status, a name, a tag, an epic's id; null for those that have none. */
export type GroupValue = string | null;

/** Groups from what is worked on now to what is over. */
const statusOrder: readonly Status[] = ['doing', 'review', 'blocked', 'todo', 'done'];

/** The groups that a ticket stands in: one, or one for each of its tags. */
export function groupsOf(
  row: TicketRow,
  grouping: TreeGrouping,
  get: (id: string) => TicketRow | undefined,
): readonly GroupValue[] {
  switch (grouping) {
    case 'status':
    case 'priority':
      return [row[grouping]];
    case 'assignee':
      return [row.assignee];
    case 'tag':
      return row.tags.length === 0 ? [null] : [...new Set(row.tags)];
    case 'epic':
      return [epicOf(row, get)];
    case 'none':
      return [null];
  }
}

/** The epic that a ticket is part of, through however many parents; an epic stands in its own group. */
export function epicOf(row: TicketRow, get: (id: string) => TicketRow | undefined): string | null {
  const seen = new Set<string>();
  let current: TicketRow | undefined = row;
  // Files edited by hand may make a circle.
  while (current && !seen.has(current.id)) {
    if (current.type === 'epic') return current.id;
    seen.add(current.id);
    current = current.parent === null ? undefined : get(current.parent);
  }
  return null;
}

/**
 * The order of groups: as the board has them, the most urgent first, or by name; those that have none come last.
 * @param titleOf an epic's title
 */
export function compareGroups(
  grouping: TreeGrouping,
  titleOf: (id: string) => string,
): (a: GroupValue, b: GroupValue) => number {
  const known: readonly string[] = grouping === 'status' ? statusOrder : grouping === 'priority' ? mostUrgentFirst : [];
  const nameOf = grouping === 'epic' ? titleOf : (value: string): string => value;
  return (a, b) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return known.indexOf(a) - known.indexOf(b) || compareNames(nameOf(a), nameOf(b)) || compareCodeUnits(a, b);
  };
}

const mostUrgentFirst = [...priorities].reverse();

function compareNames(a: string, b: string): number {
  return compareCodeUnits(a.toLowerCase(), b.toLowerCase());
}

function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
