import type { TicketEdit } from '../../domain/edit.js';
import { TicketreeError } from '../../domain/errors.js';
import { findPriority, findStatus } from '../../domain/ticketWords.js';
import type { Status } from '../../domain/ticket.js';
import type { TicketRow } from '../../domain/ticketRow.js';
import { epicOf, groupsOf, type GroupValue } from './treeGroup.js';
import type { TreeGrouping } from './treePreferences.js';

/** Where tickets are dropped: onto a group, or onto a row of that group. */
export interface DropTarget {
  readonly grouping: TreeGrouping;
  readonly group: GroupValue;
  /** The row, with those of its group in their order; absent for the group itself. */
  readonly row?: TicketRow;
  readonly rowsOfGroup: readonly TicketRow[];
  /** Whether the order is the board's, so that one ticket can be put before another. */
  readonly isManual: boolean;
  readonly get: (id: string) => TicketRow | undefined;
}

/** What a drop does, to several tickets at once. */
export type DropAction =
  | { readonly kind: 'status'; readonly ids: readonly string[]; readonly status: Status }
  /** Puts them, in this order, before another ticket of the status, at the end for null. */
  | {
      readonly kind: 'place';
      readonly ids: readonly string[];
      readonly status: Status;
      readonly beforeId: string | null;
    }
  | { readonly kind: 'edit'; readonly ids: readonly string[]; readonly edit: TicketEdit }
  /** Makes them parts of an epic; of nothing for null. */
  | { readonly kind: 'epic'; readonly ids: readonly string[]; readonly epic: string | null };

/**
 * What a drop of tickets, in the order in which they stand, means. Onto a group it gives them what those of the group have
 * in common; onto a row it puts them before that as well. Nothing for a drop that changes nothing.
 * @throws TicketreeError `invalid_value` for a drop that cannot mean anything, `invalid_transition` where the order is not
 * the board's
 */
export function planDrop(dragged: readonly TicketRow[], target: DropTarget): DropAction[] {
  const joining = dragged.filter((row) => !groupsOf(row, target.grouping, target.get).includes(target.group));
  const { row } = target;
  if (row === undefined || dragged.some(({ id }) => id === row.id && dragged.length === 1)) {
    return joinGroup(joining, target);
  }
  const place = placeBefore(dragged, row, target);
  if (place === null && joining.length === 0) throw cannotPlace(target.isManual);
  // What comes into another column gets its place there in one go.
  if (target.grouping === 'status' && place !== null) return [place];
  return [...joinGroup(joining, target), ...(place === null ? [] : [place])];
}

function joinGroup(rows: readonly TicketRow[], { grouping, group, get }: DropTarget): DropAction[] {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  switch (grouping) {
    case 'status': {
      const status = findStatus(group ?? '');
      return status === null ? [] : [{ kind: 'status', ids, status }];
    }
    case 'priority': {
      const priority = findPriority(group ?? '');
      return priority === null ? [] : [{ kind: 'edit', ids, edit: { priority } }];
    }
    case 'assignee':
      return [{ kind: 'edit', ids, edit: { assignee: group } }];
    case 'tag':
      if (group === null) throw wouldLoseTags();
      return [{ kind: 'edit', ids, edit: { addTags: [group] } }];
    case 'epic':
      if (group === null) return leaveEpics(rows, get);
      return [{ kind: 'epic', ids, epic: group }];
    case 'none':
      return [];
  }
}

/** An epic is part of nothing that it could leave; what hangs on an epic by another ticket stays there. */
function leaveEpics(rows: readonly TicketRow[], get: DropTarget['get']): DropAction[] {
  const ids = rows.filter(({ type, parent }) => type !== 'epic' && parent !== null).map(({ id }) => id);
  const among = new Set(ids);
  const leaving = rows.filter((row) => among.has(row.id) && epicOf(row, get) !== null && !among.has(row.parent ?? ''));
  return leaving.length === 0 ? [] : [{ kind: 'epic', ids: leaving.map(({ id }) => id), epic: null }];
}

/** @returns null where an order by hand would not be seen: places are kept within a status */
function placeBefore(dragged: readonly TicketRow[], row: TicketRow, target: DropTarget): DropAction | null {
  const moving = new Set(dragged.map(({ id }) => id));
  const sharesColumn = target.grouping === 'status' || dragged.every(({ status }) => status === row.status);
  if (!target.isManual || !sharesColumn) return null;
  // The row itself may be among those that move.
  const from = target.rowsOfGroup.findIndex(({ id }) => id === row.id);
  const next = target.rowsOfGroup.slice(from).find(({ id, status }) => status === row.status && !moving.has(id));
  return { kind: 'place', ids: [...moving], status: row.status, beforeId: next?.id ?? null };
}

function cannotPlace(isManual: boolean): TicketreeError {
  return isManual
    ? new TicketreeError(
        'invalid_transition',
        'A ticket can be put before another only where both have the same status.',
        'Group the tree by status to order tickets by hand.',
      )
    : new TicketreeError(
        'invalid_transition',
        'Tickets cannot be put in order by hand while the tree sorts them.',
        'Sort the tree by board order first.',
      );
}

function wouldLoseTags(): TicketreeError {
  return new TicketreeError(
    'invalid_value',
    'A drop does not take away tags.',
    'Edit the tags of the ticket to take one away.',
  );
}
