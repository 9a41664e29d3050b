import type { TicketRow } from '../../src/domain/ticketRow.js';
import type { BoardRows } from './boardRows.js';

/** What a card shows beside its own row. Flat, so that two can be compared at a glance. */
export interface CardFacts {
  readonly shortId: string;
  readonly isSelected: boolean;
  readonly parentTitle: string | null;
  readonly partsDone: number;
  readonly partsTotal: number;
  /** How many open tickets it depends on, and the first of them. */
  readonly waits: number;
  readonly waitsFor: string | null;
  readonly hasWorktree: boolean;
  /** Whether its finish waits for its conflicts to be resolved. */
  readonly hasConflicts: boolean;
}

/** What the board knows beside the row. */
interface Known {
  readonly rows: BoardRows;
  /** The tickets that have a worktree. */
  readonly worktrees: ReadonlySet<string>;
  /** The tickets whose finish waits for its conflicts to be resolved. */
  readonly conflicts: ReadonlySet<string>;
}

/** Made for the cards that are drawn, and for no others. */
export function cardFacts({ rows, worktrees, conflicts }: Known, row: TicketRow, isSelected: boolean): CardFacts {
  const { relatives, shortIds } = rows;
  const progress = relatives.progress(row.id);
  const open = relatives.openDependencies(row);
  return {
    shortId: shortIds.of(row.id),
    isSelected,
    parentTitle: relatives.parent(row)?.title ?? null,
    partsDone: progress.completed,
    partsTotal: progress.total,
    waits: open.length,
    waitsFor: open[0]?.id ?? null,
    hasWorktree: worktrees.has(row.id),
    hasConflicts: conflicts.has(row.id),
  };
}

export function sameFacts(a: CardFacts, b: CardFacts | undefined): boolean {
  return b !== undefined && (Object.keys(a) as (keyof CardFacts)[]).every((key) => a[key] === b[key]);
}
