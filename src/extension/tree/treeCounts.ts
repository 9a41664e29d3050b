import type { TicketTree } from './ticketTree.js';

export interface TreeCounts {
  /** All tickets, whatever is shown. */
  readonly total: number;
  /** Those that would be shown without the filter. */
  readonly listed: number;
  readonly shown: number;
  readonly doing: number;
  /** Whether the tree has no row at all. */
  readonly isEmpty: boolean;
}

export function countTree(tree: TicketTree | undefined): TreeCounts {
  const branches = tree ? [...tree.all] : [];
  const sum = (of: (branch: (typeof branches)[number]) => number): number =>
    branches.reduce((total, branch) => total + of(branch), 0);
  return {
    total: sum(({ rows }) => rows.total),
    listed: sum(({ rows }) => rows.listedCount),
    shown: sum(({ rows }) => rows.shownCount),
    doing: sum(({ rows }) => rows.doingCount),
    // Of several stores each has its row.
    isEmpty: branches.length < 2 && branches.every(({ isEmpty }) => isEmpty),
  };
}

/** Why there are no rows, for the view to say what helps. */
export function emptiness(counts: TreeCounts, filter: string): 'no' | 'noTickets' | 'noMatch' | 'allHidden' {
  if (!counts.isEmpty) return 'no';
  if (counts.total === 0) return 'noTickets';
  return filter === '' ? 'allHidden' : 'noMatch';
}
