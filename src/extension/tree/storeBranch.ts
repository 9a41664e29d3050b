import type { BrokenFile, StoreChange } from '../../domain/change.js';
import type { Task, Ticket } from '../../domain/ticket.js';
import type { TicketRow } from '../../domain/ticketRow.js';
import type { RowView } from './rowView.js';
import { ShortIdIndex } from '../../domain/shortIdIndex.js';
import { type GroupNode, NodeCache, type TaskNode, type TicketNode, type TreeNode } from './treeNode.js';
import type { TreeGrouping } from './treePreferences.js';
import { Touched, TreeRows } from './treeRows.js';

/** What the tree reads of a store. */
interface TreeSource {
  /** A ticket that did not change has the same row still. */
  readonly rows: readonly TicketRow[];
  readonly broken: readonly BrokenFile[];
  /** The first is *the* active one. */
  readonly activeIds: readonly string[];
  get(id: string): Ticket | undefined;
  row(id: string): TicketRow | undefined;
}

/** A store in the tree. */
export interface TreeStore {
  /** The folder of the store. */
  readonly root: string;
  /** What a person calls it. */
  readonly name: string;
  readonly source: TreeSource;
  readonly view: RowView;
}

/** Which rows the tree has of one store, and which of them a change touches. Knows no editor. */
export class StoreBranch {
  readonly rows: TreeRows;
  readonly root: TreeNode;
  private readonly nodes: NodeCache;
  private readonly short: ShortIdIndex;
  private view: RowView;
  /** What the editor has been told last. */
  private drawnTop: readonly TreeNode[];
  private drawnActive: string | undefined;

  constructor(
    readonly store: TreeStore,
    isOnly: boolean,
  ) {
    this.view = store.view;
    const { rows } = store.source;
    this.rows = new TreeRows(rows, store.view);
    this.short = new ShortIdIndex(rows.map(({ id }) => id));
    this.nodes = new NodeCache(store.root, isOnly);
    this.root = this.nodes.root();
    this.drawnTop = this.headings();
    this.drawnActive = store.source.activeIds[0];
  }

  /** The rows that stand below nothing but their store: groups, or tickets where nothing is grouped; broken files. */
  top(): TreeNode[] {
    const tickets =
      this.view.grouping === 'none' ? this.rows.rowsOf(null).map(({ id }) => this.nodes.ticket(id, null)) : [];
    return [...tickets, ...this.headings()];
  }

  groupRows(node: GroupNode): TicketNode[] {
    const above = this.view.grouping === 'tag' ? node : null;
    return this.rows.rowsOf(node.group).map(({ id }) => this.nodes.ticket(id, above));
  }

  /** Parts of a ticket, then its tasks. */
  belowTicket(node: TicketNode): TreeNode[] {
    // A file may hold one task id twice; the editor refuses a row that it has already.
    const tasks = new Set((this.store.source.get(node.id)?.tasks ?? []).map((task) => this.nodes.task(task.id, node)));
    return [...this.partsBelow(node).map(({ id }) => this.nodes.ticket(id, node)), ...tasks];
  }

  hasBelow(node: TicketNode, row: TicketRow): boolean {
    return row.tasks.total > 0 || this.partsBelow(node).length > 0;
  }

  above(node: TreeNode): TreeNode | undefined {
    if (node.kind === 'task') return node.above;
    if (node.kind !== 'ticket') return undefined;
    if (node.above) return node.above;
    const [group] = this.rows.placesOf(node.id);
    return group === undefined || this.view.grouping === 'none' ? undefined : this.nodes.group(group);
  }

  /** The row of a ticket, the first of them where it has several; nothing when it is not shown. */
  find(id: string): TicketNode | undefined {
    const [group] = this.rows.placesOf(id);
    if (group === undefined) return undefined;
    return this.nodes.ticket(id, this.view.grouping === 'tag' ? this.nodes.group(group) : null);
  }

  /** Whether there is no row below that of the store. */
  get isEmpty(): boolean {
    return this.rows.shownCount === 0 && this.drawnTop.length === 0;
  }

  get grouping(): TreeGrouping {
    return this.view.grouping;
  }

  /** Rows of tickets in the order in which the tree has them. */
  inOrder(ids: Iterable<string>): TicketRow[] {
    const rows = [...ids].map((id) => this.rows.get(id)).filter((row) => row !== undefined);
    const groups = new Map(this.rows.groupValues().map((group, at) => [group, at]));
    const groupOf = ({ id }: TicketRow): number => groups.get(this.rows.placesOf(id)[0] ?? null) ?? groups.size;
    return rows.sort((a, b) => groupOf(a) - groupOf(b) || this.view.compare(a, b));
  }

  /** All rows of tickets that have been made. */
  rowsOf(ids: Iterable<string>): Set<TreeNode> {
    return new Set([...ids].flatMap((id) => this.nodes.ticketsMade(id)));
  }

  shortId(id: string): string {
    return this.short.of(id);
  }

  taskOf(node: TaskNode): Task | undefined {
    return this.store.source.get(node.ticketId)?.tasks.find((task) => task.id === node.taskId);
  }

  brokenFile(file: string): BrokenFile | undefined {
    return this.store.source.broken.find((each) => each.file === file);
  }

  /**
   * Takes note of what the store tells.
   * @returns the rows to draw anew, with what is below them; undefined for all rows of the store
   */
  follow(changes: readonly StoreChange[]): Set<TreeNode> | undefined {
    const touched = new Touched();
    const broken = changes.flatMap((change) => (change.kind === 'broken' ? change.broken.file : []));
    for (const change of changes) this.note(change, touched);
    this.noteActive(touched);
    return this.drawAgain(touched, broken);
  }

  /** As {@link follow}, when what the view rests upon has changed. */
  review(view: RowView): Set<TreeNode> | undefined {
    const touched = new Touched();
    this.view = view;
    this.rows.review(view, touched);
    return this.drawAgain(touched, []);
  }

  private note(change: StoreChange, touched: Touched): void {
    if (change.kind !== 'created' && change.kind !== 'updated' && change.kind !== 'deleted') return;
    const { id } = change.ticket;
    // The store may know already what the next changes will tell.
    const row = this.store.source.row(id);
    for (const like of row ? this.short.add(id) : this.short.remove(id)) touched.tickets.add(like);
    if (row) this.rows.put(row, touched);
    else this.rows.remove(id, touched);
  }

  private noteActive(touched: Touched): void {
    const active = this.store.source.activeIds[0];
    if (active === this.drawnActive) return;
    for (const id of [this.drawnActive, active]) if (id !== undefined) touched.tickets.add(id);
    this.drawnActive = active;
  }

  private drawAgain(touched: Touched, broken: readonly string[]): Set<TreeNode> | undefined {
    const drawn = this.drawnTop;
    this.drawnTop = this.headings();
    const isSame = drawn.length === this.drawnTop.length && drawn.every((node, at) => node === this.drawnTop[at]);
    if (!isSame || (this.view.grouping === 'none' && touched.groups.size > 0)) return undefined;
    return new Set<TreeNode>([
      ...[...touched.groups].map((group) => this.nodes.group(group)),
      ...[...touched.tickets].flatMap((id) => this.nodes.ticketsMade(id)),
      ...broken.map((file) => this.nodes.broken(file)),
    ]);
  }

  /** The rows at the top that are no tickets. */
  private headings(): TreeNode[] {
    const { view, store } = this;
    const groups = view.grouping === 'none' ? [] : this.rows.groupValues().map((group) => this.nodes.group(group));
    const broken = store.source.broken.filter((file) => view.matchesBroken(file));
    return [...groups, ...broken.map(({ file }) => this.nodes.broken(file))];
  }

  /** A part is left out that stands above already, as files edited by hand may have it. */
  private partsBelow(node: TicketNode): TicketRow[] {
    const parts = this.rows.partsOf(node.id);
    const above = new Set<string>();
    for (let each: TreeNode | null = node; each?.kind === 'ticket'; each = each.above) above.add(each.id);
    return parts.filter(({ id }) => !above.has(id));
  }
}
