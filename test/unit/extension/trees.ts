import { TicketGraph } from '../../../src/domain/ticketGraph.js';
import { rowView, type RowView } from '../../../src/extension/tree/rowView.js';
import type { TreeStore } from '../../../src/extension/tree/storeBranch.js';
import { TicketTree } from '../../../src/extension/tree/ticketTree.js';
import type { TreeNode } from '../../../src/extension/tree/treeNode.js';
import { readPreferences, type TreePreferences } from '../../../src/extension/tree/treePreferences.js';
import { treeQuery } from '../../../src/extension/tree/treeQuery.js';
import { factsWith, now } from '../query/asking.js';
import type { FakeStore } from './fakeStore.js';

export const onlyRoot = '/project/.vibe-ticket';

/** What the tree shows of a store at this moment. */
export function viewOf(store: FakeStore, preferences: Partial<TreePreferences> = {}): RowView {
  const graph = new TicketGraph(store.rows);
  const edited = new Map(store.edited);
  const facts = factsWith({
    isReady: (row) => graph.isReady(row, now),
    isBlocked: (row) => graph.isBlocked(row),
    updated: (row) => edited.get(row.id) ?? row.touched,
    isActive: (row) => store.activeIds.includes(row.id),
    resolve: (reference) => store.rows.find(({ id }) => id === reference)?.id ?? null,
  });
  const whole = { ...readPreferences(null), ...preferences };
  return rowView(whole, treeQuery(whole), facts);
}

export function storeOf(store: FakeStore, preferences?: Partial<TreePreferences>, root = onlyRoot): TreeStore {
  return { root, name: root, source: store, view: viewOf(store, preferences) };
}

/** The tree of one store. */
export function treeOf(store: FakeStore, preferences?: Partial<TreePreferences>): TicketTree {
  return new TicketTree([storeOf(store, preferences)]);
}

/** Rows in few words. */
export function said(nodes: readonly TreeNode[] | undefined): (string | null)[] | undefined {
  return nodes?.map(sayNode);
}

function sayNode(node: TreeNode): string | null {
  switch (node.kind) {
    case 'store':
      return node.store;
    case 'group':
      return node.group;
    case 'ticket':
      return node.id;
    case 'task':
      return node.taskId;
    case 'broken':
      return node.file;
  }
}

/** A group of the only store. */
export function groupOf(tree: TicketTree, group: string | null): TreeNode {
  const found = tree.roots().find((node) => node.kind === 'group' && node.group === group);
  if (!found) throw new Error(`no group ${String(group)}`);
  return found;
}

/** A ticket's row right below a group. */
export function rowIn(tree: TicketTree, group: string | null, id: string): TreeNode {
  const found = tree.children(groupOf(tree, group)).find((node) => node.kind === 'ticket' && node.id === id);
  if (!found) throw new Error(`no ticket ${id} in ${String(group)}`);
  return found;
}
