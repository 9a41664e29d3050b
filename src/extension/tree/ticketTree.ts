import type { BrokenFile, StoreChange } from '../../domain/change.js';
import { compareRanked, effectiveRank } from '../../domain/rank.js';
import { isArchived, type Status, type Task, type Ticket } from '../../domain/ticket.js';

/** A row of the tree. The same row is always the same object, because the editor knows rows by identity. */
export type TreeNode =
  | { readonly kind: 'group'; readonly status: Status }
  | { readonly kind: 'ticket'; readonly id: string }
  | { readonly kind: 'task'; readonly ticketId: string; readonly taskId: string }
  | { readonly kind: 'broken'; readonly file: string };

export type TicketNode = Extract<TreeNode, { kind: 'ticket' }>;
export type TaskNode = Extract<TreeNode, { kind: 'task' }>;

/** Groups from what is worked on now to what is over. */
const groupOrder: readonly Status[] = ['doing', 'review', 'blocked', 'todo', 'done'];

/** What the tree reads; the store, as far as the tree needs it. */
export interface TreeSource {
  readonly tickets: readonly Ticket[];
  readonly broken: readonly BrokenFile[];
  get(id: string): Ticket | undefined;
}

/** Which rows the tree has, and which of them a change touches. Knows no editor. */
export class TicketTree {
  private readonly nodes = new Map<string, TreeNode>();

  constructor(
    private readonly source: TreeSource,
    /** Whether done tickets are shown. */
    public doneShown: boolean,
  ) {}

  roots(): TreeNode[] {
    const used = new Set(this.source.tickets.filter((ticket) => this.isShown(ticket)).map((ticket) => ticket.status));
    return [
      ...groupOrder.filter((status) => used.has(status)).map((status) => this.group(status)),
      ...this.source.broken.map(({ file }) => this.node(`broken:${file}`, { kind: 'broken', file })),
    ];
  }

  children(node: TreeNode): TreeNode[] {
    switch (node.kind) {
      case 'group':
        return this.ticketsOf(node.status).map((ticket) => this.ticket(ticket.id));
      case 'ticket':
        return (this.source.get(node.id)?.tasks ?? []).map((task) => this.task(node.id, task.id));
      case 'task':
      case 'broken':
        return [];
    }
  }

  parent(node: TreeNode): TreeNode | undefined {
    if (node.kind === 'task') return this.ticket(node.ticketId);
    const ticket = node.kind === 'ticket' ? this.source.get(node.id) : undefined;
    return ticket && this.group(ticket.status);
  }

  /** The shown tickets of a group, in the order of the board. */
  ticketsOf(status: Status): Ticket[] {
    return this.source.tickets
      .filter((ticket) => ticket.status === status && this.isShown(ticket))
      .map((ticket) => ({ ticket, id: ticket.id, rank: effectiveRank(ticket) }))
      .sort(compareRanked)
      .map(({ ticket }) => ticket);
  }

  /** The row of a ticket, or nothing when the tree does not show it. */
  find(id: string): TreeNode | undefined {
    const ticket = this.source.get(id);
    return ticket && this.isShown(ticket) ? this.ticket(id) : undefined;
  }

  taskOf(node: TaskNode): Task | undefined {
    return this.source.get(node.ticketId)?.tasks.find((task) => task.id === node.taskId);
  }

  brokenFile(file: string): BrokenFile | undefined {
    return this.source.broken.find((each) => each.file === file);
  }

  /**
   * The rows that must be drawn anew, with what is below them.
   * @returns undefined for the whole tree: a group came or went, or a broken file did
   */
  touched(changes: readonly StoreChange[]): TreeNode[] | undefined {
    const touched = new Set<TreeNode>();
    for (const change of changes) {
      if (change.kind === 'active') continue;
      if (change.kind !== 'updated' || this.isElsewhere(change.previous, change.ticket)) return undefined;
      if (this.isShown(change.ticket)) touched.add(this.ticket(change.ticket.id));
    }
    return [...touched];
  }

  /** Whether a ticket's row stands elsewhere than before. */
  private isElsewhere(before: Ticket, after: Ticket): boolean {
    return (
      before.status !== after.status ||
      this.isShown(before) !== this.isShown(after) ||
      effectiveRank(before) !== effectiveRank(after)
    );
  }

  private isShown(ticket: Ticket): boolean {
    return !isArchived(ticket) && (this.doneShown || ticket.status !== 'done');
  }

  private group(status: Status): TreeNode {
    return this.node(`group:${status}`, { kind: 'group', status });
  }

  private ticket(id: string): TreeNode {
    return this.node(`ticket:${id}`, { kind: 'ticket', id });
  }

  private task(ticketId: string, taskId: string): TreeNode {
    return this.node(`task:${ticketId}:${taskId}`, { kind: 'task', ticketId, taskId });
  }

  private node(key: string, fresh: TreeNode): TreeNode {
    const node = this.nodes.get(key) ?? fresh;
    this.nodes.set(key, node);
    return node;
  }
}
