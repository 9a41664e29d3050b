import { compileQuery, type CompiledQuery } from '../../query/compileQuery.js';
import { parseQuery } from '../../query/parseQuery.js';
import type { TreePreferences, TreeSort } from './treePreferences.js';

/** What the tree asks the store, by what a person likes. */
export interface TreeQuery {
  /** Always names an order. */
  readonly compiled: CompiledQuery;
  /** Whether rows stand in the order of the board, so that a person may put one before another. */
  readonly isManual: boolean;
  /** Whether what is shown of one ticket may change because of something that does not stand in it. */
  readonly looksElsewhere: boolean;
}

const sorts: Readonly<Record<TreeSort, string>> = {
  board: 'sort:board',
  priority: 'sort:priority,board',
  updated: 'sort:-updated',
  created: 'sort:-created',
  title: 'sort:title',
};

/**
 * The filter with the order, unless the filter names one itself.
 * @throws TicketreeError `invalid_query`
 */
export function treeQuery({ filter, sort }: Pick<TreePreferences, 'filter' | 'sort'>): TreeQuery {
  const parsed = parseQuery(filter);
  const ordersItself = parsed.sorts.length > 0;
  const compiled = compileQuery(ordersItself ? parsed : { ...parsed, sorts: parseQuery(sorts[sort]).sorts });
  return {
    compiled,
    isManual: !ordersItself && sort === 'board',
    looksElsewhere:
      compiled.needsGraph || compiled.usesUpdated || compiled.references.length > 0 || compiled.mentions('active'),
  };
}
