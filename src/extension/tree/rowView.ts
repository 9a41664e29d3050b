import type { BrokenFile } from '../../domain/change.js';
import { compareRanked } from '../../domain/rank.js';
import type { TicketRow } from '../../domain/ticketRow.js';
import type { QueryFacts } from '../../query/condition.js';
import type { CompareRows } from './sortedRows.js';
import type { TreeGrouping, TreePreferences } from './treePreferences.js';
import type { TreeQuery } from './treeQuery.js';

/** What of a store the tree shows, and in which order, at one moment. */
export interface RowView {
  readonly grouping: TreeGrouping;
  /** Whether the row would be there without the filter. */
  isListed(row: TicketRow): boolean;
  /** Whether a listed row passes the filter. */
  matches(row: TicketRow): boolean;
  matchesBroken(file: BrokenFile): boolean;
  readonly compare: CompareRows;
  /** Whether a row may come to stand elsewhere although nothing in it changed. */
  readonly ordersByFacts: boolean;
}

/** What is done or archived is shown when the filter asks about that, as in every list. */
export function rowView(preferences: TreePreferences, { compiled }: TreeQuery, facts: QueryFacts): RowView {
  const { matches, compare } = compiled.bind(facts);
  const doneShown = preferences.doneShown || compiled.mentions('status');
  const archivedShown = preferences.doneShown || compiled.mentions('archived');
  return {
    grouping: preferences.grouping,
    isListed: ({ status, archived }) => (doneShown || status !== 'done') && (archivedShown || !archived),
    matches,
    matchesBroken: (file) => compiled.matchesBroken(file),
    compare: compare ?? compareRanked,
    ordersByFacts: compiled.usesUpdated,
  };
}
