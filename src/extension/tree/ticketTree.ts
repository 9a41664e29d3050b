import type { BrokenFile, StoreChange } from '../../domain/change.js';
import { compareRanked, effectiveRank } from '../../domain/rank.js';
import { shortIds } from '../../domain/ticketRef.js';
import { isArchived, type Status, type Task, type Ticket } from '../../domain/ticket.js';

/** A row of the tree. The same row is always the same object, because the editor knows rows by identity. */
export type TreeNode =
  | { readonly kind: 'group'; readonly status: Status }
  | { readonly kind: 'ticket'; readonly id: string }
  | { readonly kind: 'task'; readonly ticketId: string; readonly taskId: string }
  | { readonly kind: 'broken'; readonly file: string };

export type TaskNode = Extract<TreeNode, { kind: 'task' }>;

/** Groups from what is worked on now to what is over. */
const groupOrder: readonly Status[] = ['doing', 'review', 'blocked', 'todo', 'done'];

/** What the tree reads; the store, as far as the tree needs it. */
export interface TreeSource {
  readonly tickets: readonly Ticket[];
  readonly broken: readonly BrokenFile[];
  /** The first is *the* active one. */
  readonly activeIds: readonly string[];
  get(id: string): Ticket | undefined;
}

/** Which rows the tree has, and which of them a change touches. Knows no editor. */
export class TicketTree {
  private readonly nodes = new Map<string, TreeNode>();
  /** What the editor has been told last. */
  private drawnRoots: readonly TreeNode[];
  private drawnActive: string | undefined;
  private short: ReadonlyMap<string, string>;

  constructor(
    private readonly source: TreeSource,
    /** Whether what is over is shown: done and archived tickets. */
    private readonly doneShown: boolean,
  ) {
    this.drawnRoots = this.roots();
    this.drawnActive = source.activeIds[0];
    this.short = this.shortIds();
  }

  roots(): TreeNode[] {
    const used = new Set(this.source.tickets.filter((ticket) => this.isShown(ticket)).map((ticket) => ticket.status));
    return [
      ...groupOrder.filter((status) => used.has(status)).map((status) => this.group(status)),
      ...this.source.broken.map(({ file }) => this.broken(file)),
    ];
  }

  children(node: TreeNode): TreeNode[] {
    switch (node.kind) {
      case 'group':
        return this.ticketsOf(node.status).map((ticket) => this.ticket(ticket.id));
      case 'ticket':
        // A file may hold one task id twice; the editor refuses a row that it has already.
        return [...new Set((this.source.get(node.id)?.tasks ?? []).map((task) => this.task(node.id, task.id)))];
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

  shortId(id: string): string {
    return this.short.get(id) ?? id;
  }

  taskOf(node: TaskNode): Task | undefined {
    return this.source.get(node.ticketId)?.tasks.find((task) => task.id === node.taskId);
  }

  brokenFile(file: string): BrokenFile | undefined {
    return this.source.broken.find((each) => each.file === file);
  }

  /**
   * The rows that must be drawn anew, with what is below them. As few as will do: the editor forgets the rows that it
   * draws anew, and a click that comes just then reaches nobody.
   * @returns undefined for the whole tree: a group or a broken file came or went
   */
  touched(changes: readonly StoreChange[]): TreeNode[] | undefined {
    const { drawnRoots, drawnActive } = this;
    this.drawnRoots = this.roots();
    this.drawnActive = this.source.activeIds[0];
    const isSame =
      drawnRoots.length === this.drawnRoots.length && drawnRoots.every((node, at) => node === this.drawnRoots[at]);
    const renamed = this.renamed(changes);
    if (!isSame) return undefined;
    const touched = new Set([...changes.flatMap((change) => this.touchedBy(change, drawnActive)), ...renamed]);
    return [...touched].filter((node) => {
      const parent = this.parent(node);
      return parent === undefined || !touched.has(parent);
    });
  }

  /** The rows whose short id got longer or shorter, because a ticket with a like id came or went. */
  private renamed(changes: readonly StoreChange[]): TreeNode[] {
    if (!changes.some(({ kind }) => kind === 'created' || kind === 'deleted')) return [];
    const before = this.short;
    this.short = this.shortIds();
    const ids = [...this.short].filter(([id, short]) => before.has(id) && before.get(id) !== short).map(([id]) => id);
    return ids.flatMap((id) => this.find(id) ?? []);
  }

  private touchedBy(change: StoreChange, drawnActive: string | undefined): TreeNode[] {
    switch (change.kind) {
      case 'created':
      case 'deleted':
        return this.groupsOf([change.ticket]);
      case 'updated': {
        const { previous, ticket } = change;
        if (this.isElsewhere(previous, ticket)) return this.groupsOf([previous, ticket]);
        return this.isShown(ticket) ? [this.ticket(ticket.id)] : [];
      }
      case 'active':
        return [drawnActive, change.ids[0]].flatMap((id) => (id === undefined ? [] : (this.find(id) ?? [])));
      case 'broken':
        return [this.broken(change.broken.file)];
      case 'mended':
      case 'store':
        return [];
    }
  }

  private groupsOf(tickets: readonly Ticket[]): TreeNode[] {
    return tickets.filter((ticket) => this.isShown(ticket)).map((ticket) => this.group(ticket.status));
  }

  private shortIds(): ReadonlyMap<string, string> {
    return shortIds(this.source.tickets.map((ticket) => ticket.id));
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
    return this.doneShown || (ticket.status !== 'done' && !isArchived(ticket));
  }

  private group(status: Status): TreeNode {
    return this.node(`group:${status}`, { kind: 'group', status });
  }

  private broken(file: string): TreeNode {
    return this.node(`broken:${file}`, { kind: 'broken', file });
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
