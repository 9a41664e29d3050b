import { parseQuery } from '../../query/parseQuery.js';

/** What the tree can be grouped by. */
export const groupings = ['status', 'priority', 'assignee', 'tag', 'epic', 'none'] as const;
export type TreeGrouping = (typeof groupings)[number];

/** What the rows of a group can be ordered by. */
export const treeSorts = ['board', 'priority', 'updated', 'created', 'title'] as const;
export type TreeSort = (typeof treeSorts)[number];

/** How a person likes the tree; kept for the workspace. */
export interface TreePreferences {
  readonly grouping: TreeGrouping;
  readonly sort: TreeSort;
  /** Whether what is done or archived is shown. */
  readonly doneShown: boolean;
  /** In the query language; empty for none. */
  readonly filter: string;
}

/** What was kept, as far as this version understands it: another one may have written it. */
export function readPreferences(kept: unknown): TreePreferences {
  const { grouping, sort, doneShown, filter } = (kept ?? {}) as { readonly [Key in keyof TreePreferences]?: unknown };
  return {
    grouping: groupings.find((each) => each === grouping) ?? 'status',
    sort: treeSorts.find((each) => each === sort) ?? 'board',
    doneShown: doneShown === true,
    filter: typeof filter === 'string' && parseQuery(filter).problems.length === 0 ? filter : '',
  };
}
