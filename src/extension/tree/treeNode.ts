import type { GroupValue } from './treeGroup.js';

/**
 * A row of the tree. The same row is always the same object, because the editor knows rows by identity. `key` is its
 * name for the editor, which keeps by it what is unfolded and selected; `store` is the folder of the row's store.
 */
export type TreeNode = StoreNode | GroupNode | TicketNode | TaskNode | BrokenNode;

export interface StoreNode {
  readonly kind: 'store';
  readonly key: string;
  readonly store: string;
}

export interface GroupNode {
  readonly kind: 'group';
  readonly key: string;
  readonly store: string;
  readonly group: GroupValue;
}

export interface TicketNode {
  readonly kind: 'ticket';
  readonly key: string;
  readonly store: string;
  readonly id: string;
  /**
   * The row below which it stands, where a ticket may stand below several: a tag, or the ticket that it is part of. Null
   * for a ticket that has one place, so that its row stays the same when it moves.
   */
  readonly above: GroupNode | TicketNode | null;
}

export interface TaskNode {
  readonly kind: 'task';
  readonly key: string;
  readonly store: string;
  readonly ticketId: string;
  readonly taskId: string;
  readonly above: TicketNode;
}

export interface BrokenNode {
  readonly kind: 'broken';
  readonly key: string;
  readonly store: string;
  readonly file: string;
}

/** Makes the rows of one store, each once. */
export class NodeCache {
  private readonly nodes = new Map<string, TreeNode>();
  private readonly ofTicket = new Map<string, TicketNode[]>();

  private readonly prefix: string;

  /** @param isOnly whether there is no other store, whose keys could be the same */
  constructor(
    private readonly store: string,
    isOnly: boolean,
  ) {
    this.prefix = isOnly ? '' : `${JSON.stringify(store)}:`;
  }

  root(): StoreNode {
    return this.once(`${this.prefix}store`, (key) => ({ kind: 'store', key, store: this.store }));
  }

  group(group: GroupValue): GroupNode {
    // In quotes, so that no name, whoever chose it, can be mistaken for another row's key.
    const name = JSON.stringify(group);
    return this.once(`${this.prefix}group:${name}`, (key) => ({ kind: 'group', key, store: this.store, group }));
  }

  ticket(id: string, above: GroupNode | TicketNode | null): TicketNode {
    return this.once(`${above?.key ?? this.prefix}ticket:${id}`, (key) => {
      const node: TicketNode = { kind: 'ticket', key, store: this.store, id, above };
      const others = this.ofTicket.get(id);
      if (others) others.push(node);
      else this.ofTicket.set(id, [node]);
      return node;
    });
  }

  task(taskId: string, above: TicketNode): TaskNode {
    const ticketId = above.id;
    return this.once(`${above.key}task:${taskId}`, (key) => ({
      ...{ kind: 'task', key, store: this.store, ticketId, taskId, above },
    }));
  }

  broken(file: string): BrokenNode {
    return this.once(`${this.prefix}broken:${file}`, (key) => ({ kind: 'broken', key, store: this.store, file }));
  }

  /** All rows of a ticket that have been made; what nobody has unfolded has none. */
  ticketsMade(id: string): readonly TicketNode[] {
    return this.ofTicket.get(id) ?? [];
  }

  private once<T extends TreeNode>(key: string, make: (key: string) => T): T {
    const node = (this.nodes.get(key) as T | undefined) ?? make(key);
    this.nodes.set(key, node);
    return node;
  }
}
