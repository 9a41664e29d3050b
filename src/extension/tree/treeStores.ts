import { basename } from 'node:path';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { rowView, type RowView } from './rowView.js';
import type { TreeStore } from './storeBranch.js';
import type { TreePreferences } from './treePreferences.js';
import { treeQuery } from './treeQuery.js';

/** Stores as the tree has them, as a person likes it. @throws TicketreeError `invalid_query`, `store_damaged` */
export function treeStores(
  workspaces: readonly TicketWorkspace[],
  preferences: TreePreferences,
): Promise<readonly TreeStore[]> {
  return Promise.all(
    workspaces.map(async (workspace) => {
      const { root, store } = workspace;
      const view = await viewOf(workspace, preferences);
      return { root, name: basename(store.layout.project), source: store, view };
    }),
  );
}

/** What of a store the tree shows, by what is known at this moment. @throws TicketreeError as {@link treeStores} */
export async function viewOf({ store, queries }: TicketWorkspace, preferences: TreePreferences): Promise<RowView> {
  const query = treeQuery(preferences);
  return rowView(preferences, query, await queries.facts(store.rows, query.compiled));
}
