import type { StoreChange } from '../../domain/change.js';
import type { RowView } from './rowView.js';
import { StoreBranch, type TreeStore } from './storeBranch.js';
import type { TicketNode, TreeNode } from './treeNode.js';

/**
 * The rows of the tree. One store has its groups at the top; of several each has a row of its own. Knows no editor.
 */
export class TicketTree {
  private readonly branches: ReadonlyMap<string, StoreBranch>;

  constructor(stores: readonly TreeStore[]) {
    this.branches = new Map(stores.map((store) => [store.root, new StoreBranch(store, stores.length === 1)]));
  }

  get all(): Iterable<StoreBranch> {
    return this.branches.values();
  }

  /** The store of a row; nothing for the row of a store that has gone. */
  branch(store: string): StoreBranch | undefined {
    return this.branches.get(store);
  }

  roots(): TreeNode[] {
    const branches = [...this.branches.values()];
    return branches.length === 1 ? branches.flatMap((branch) => branch.top()) : branches.map(({ root }) => root);
  }

  children(node: TreeNode): TreeNode[] {
    const branch = this.branch(node.store);
    if (!branch) return [];
    switch (node.kind) {
      case 'store':
        return branch.top();
      case 'group':
        return branch.groupRows(node);
      case 'ticket':
        return branch.belowTicket(node);
      case 'task':
      case 'broken':
        return [];
    }
  }

  parent(node: TreeNode): TreeNode | undefined {
    const branch = this.branch(node.store);
    if (!branch || node.kind === 'store') return undefined;
    return branch.above(node) ?? (this.branches.size > 1 ? branch.root : undefined);
  }

  /** The row of a ticket, or nothing when the tree does not show it. */
  find(id: string): TicketNode | undefined {
    for (const branch of this.branches.values()) {
      const node = branch.find(id);
      if (node) return node;
    }
    return undefined;
  }

  /**
   * Takes note of what a store tells.
   * @returns the rows that must be drawn anew, with what is below them; undefined for the whole tree. As few as will do:
   * the editor forgets the rows that it draws anew, and a click that comes just then reaches nobody
   */
  follow(store: string, changes: readonly StoreChange[]): TreeNode[] | undefined {
    return this.outermost(store, (branch) => branch.follow(changes));
  }

  /** As {@link follow}, when what the view of a store rests upon has changed. */
  review(store: string, view: RowView): TreeNode[] | undefined {
    return this.outermost(store, (branch) => branch.review(view));
  }

  /** The rows of tickets of which something else than the store tells has changed. */
  touch(store: string, ids: Iterable<string>): TreeNode[] {
    const branch = this.branch(store);
    return branch ? (this.outermost(store, () => branch.rowsOf(ids)) ?? []) : [];
  }

  /** Of rows that stand below each other only the upper. */
  private outermost(
    store: string,
    change: (branch: StoreBranch) => ReadonlySet<TreeNode> | undefined,
  ): TreeNode[] | undefined {
    const branch = this.branch(store);
    if (!branch) return [];
    const touched = change(branch);
    if (touched === undefined) return this.branches.size > 1 ? [branch.root] : undefined;
    return [...touched].filter((node) => {
      for (let above = this.parent(node); above; above = this.parent(above)) if (touched.has(above)) return false;
      return true;
    });
  }
}
