import * as vscode from 'vscode';
import { readWipLimits } from '../../app/wipLimits.js';
import type { WipLimits } from '../../domain/wipLimits.js';
import { RowVocabulary } from '../../query/rowVocabulary.js';
import { type Disposable, DisposableStore } from '../../util/disposable.js';
import { setContextKey } from '../contextKeys.js';
import type { TicketWork } from '../git/ticketWork.js';
import type { ChangeOfStore, SessionState, StoreSession } from '../storeSession.js';
import { showFailure } from '../ui/showFailure.js';
import { planDrop } from './dropPlan.js';
import { askFilter } from './filterInput.js';
import { FirstAnswer } from './firstAnswer.js';
import { performDrop } from './performDrop.js';
import { pickGrouping, pickSort } from './preferencePicks.js';
import { ticketTooltip } from './ticketTooltip.js';
import { TicketTree } from './ticketTree.js';
import { countTree } from './treeCounts.js';
import { TreeDragAndDrop, type TreeDrop } from './treeDragAndDrop.js';
import { drawRow } from './treeDrawing.js';
import { countLabel, TreeHeader } from './treeHeader.js';
import { toggleTaskCommand, type WorkPlace } from './treeItems.js';
import type { TaskNode, TreeNode } from './treeNode.js';
import { readPreferences, type TreePreferences } from './treePreferences.js';
import { treeQuery } from './treeQuery.js';
import { treeStores, viewOf } from './treeStores.js';

const preferencesKey = 'tree.preferences';
/** Changes that come together are looked at together. */
const reviewDelayMillis = 50;

/** The Tickets tree of the sidebar: draws the stream, ticks tasks, and takes what is dropped. */
export class TicketsView implements vscode.TreeDataProvider<TreeNode>, Disposable {
  private readonly parts = new DisposableStore();
  private readonly emitter = this.parts.add(new vscode.EventEmitter<TreeNode[] | undefined>());
  readonly onDidChangeTreeData = this.emitter.event;
  private readonly view: vscode.TreeView<TreeNode>;
  private readonly header: TreeHeader;
  private preferences: TreePreferences;
  private tree: TicketTree | undefined;
  private limits: ReadonlyMap<string, WipLimits> = new Map();
  /** Counts what was asked for, so that an answer that comes late is not taken for the last. */
  private attempt = 0;
  private readonly first = new FirstAnswer();
  private reviewTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly session: StoreSession,
    private readonly work: TicketWork,
    private readonly memento: vscode.Memento,
  ) {
    this.preferences = readPreferences(memento.get(preferencesKey));
    const dragAndDrop = new TreeDragAndDrop(
      () => this.tree,
      (drop) => this.drop(drop),
    );
    this.view = this.parts.add(
      vscode.window.createTreeView('ticketree.tickets', {
        treeDataProvider: this,
        showCollapseAll: true,
        canSelectMany: true,
        manageCheckboxStateManually: true,
        dragAndDropController: dragAndDrop,
      }),
    );
    this.header = new TreeHeader(this.view);
    this.listen();
    this.show(session.state);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const branch = this.tree?.branch(node.store);
    const workspace = this.session.stores.find(({ root }) => root === node.store);
    const limits = this.limits.get(node.store);
    const canChange = this.session.readOnlyReason === null;
    const workOf = (id: string): WorkPlace | null => this.work.of(node.store, id);
    const isFinished = (id: string): boolean => this.work.isFinished(node.store, id);
    const drawn = branch && workspace && limits && { branch, workspace, limits, workOf, isFinished, canChange };
    const item = drawn && drawRow(node, drawn);
    // A row may be asked for after its ticket has gone; the next event takes it away.
    return item ?? new vscode.TreeItem('');
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    const branch = this.tree?.branch(node.store);
    const ticket = node.kind === 'ticket' ? branch?.store.source.get(node.id) : undefined;
    if (branch && ticket) {
      const titleOf = (id: string): string | undefined => branch.rows.get(id)?.title;
      item.tooltip = ticketTooltip(ticket, branch.shortId(ticket.id), titleOf, this.work.of(node.store, ticket.id));
    }
    return item;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    return node ? (this.tree?.children(node) ?? []) : this.first.answer(() => this.tree?.roots() ?? []);
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.tree?.parent(node);
  }

  /** Shows a ticket's row, where the tree is in view and has the ticket. */
  async reveal(id: string): Promise<void> {
    const node = this.tree?.find(id);
    if (node && this.view.visible) await this.view.reveal(node, { select: true, focus: false });
  }

  async setDoneShown(doneShown: boolean): Promise<void> {
    await this.keep({ ...this.preferences, doneShown });
  }

  async chooseGrouping(): Promise<void> {
    const grouping = await pickGrouping(this.preferences.grouping);
    if (grouping) await this.keep({ ...this.preferences, grouping });
  }

  async chooseSort(): Promise<void> {
    const sort = await pickSort(this.preferences.sort);
    if (sort) await this.keep({ ...this.preferences, sort });
  }

  /** Asks for a filter; the tree follows while it is being typed. */
  async chooseFilter(): Promise<void> {
    const { filter: before } = this.preferences;
    const rows = [...(this.tree?.all ?? [])].flatMap((branch) => [...branch.rows.rows]);
    const chosen = await askFilter(before, new RowVocabulary(rows), async (filter) => {
      this.preferences = { ...this.preferences, filter };
      await this.load();
      return countLabel(countTree(this.tree));
    });
    await this.keep({ ...this.preferences, filter: chosen ?? before });
  }

  async clearFilter(): Promise<void> {
    await this.keep({ ...this.preferences, filter: '' });
  }

  dispose(): void {
    clearTimeout(this.reviewTimer);
    this.attempt++;
    this.parts.dispose();
  }

  private listen(): void {
    const { session, parts } = this;
    parts.add(
      this.view.onDidChangeCheckboxState(({ items }) => {
        void this.tick(items);
      }),
    );
    parts.add(vscode.commands.registerCommand(toggleTaskCommand, (node: TaskNode) => this.toggle(node)));
    parts.add(
      session.onDidChangeState((state) => {
        this.show(state);
      }),
    );
    parts.add(
      session.onDidChangeAnyStore((change) => {
        this.follow(change);
      }),
    );
    parts.add(
      this.work.onDidChange(({ store, ids }) => {
        if (this.tree) this.draw(this.tree.touch(store, ids));
      }),
    );
    parts.add(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.draw(undefined);
      }),
    );
  }

  private async keep(preferences: TreePreferences): Promise<void> {
    this.preferences = preferences;
    await this.memento.update(preferencesKey, preferences);
    await this.load();
  }

  private show({ kind }: SessionState): void {
    setContextKey('ticketree.state', kind);
    if (kind === 'ready') {
      void this.load();
      return;
    }
    this.attempt++;
    this.tree = undefined;
    this.draw(undefined);
    if (kind !== 'loading') this.first.settle();
  }

  /** Makes the tree anew. */
  private async load(): Promise<void> {
    const attempt = ++this.attempt;
    const workspaces = this.session.stores;
    if (workspaces.length === 0) return;
    try {
      const limits = await Promise.all(workspaces.map(({ settings }) => readWipLimits(settings)));
      const stores = await treeStores(workspaces, this.preferences);
      if (attempt !== this.attempt) return;
      this.limits = new Map(stores.map(({ root }, index) => [root, limits[index] ?? noLimits]));
      // Made with the stores as they are at this moment, so that no change is missed between.
      this.tree = new TicketTree(stores);
      this.draw(undefined);
    } catch (error) {
      showFailure(error);
    }
    this.first.settle();
  }

  private follow({ workspace, changes: { entries } }: ChangeOfStore): void {
    if (!this.tree) return;
    this.draw(this.tree.follow(workspace.root, entries));
    if (treeQuery(this.preferences).looksElsewhere) {
      this.reviewTimer ??= setTimeout(() => void this.review(), reviewDelayMillis);
    }
    const active = entries.findLast((entry) => entry.kind === 'active')?.ids[0];
    if (active !== undefined && workspace === this.session.workspace && followsActive()) void this.reveal(active);
  }

  /** Looks at all tickets again, where what is shown of one may rest upon others. */
  private async review(): Promise<void> {
    this.reviewTimer = undefined;
    const { tree, attempt } = this;
    try {
      for (const workspace of this.session.stores) {
        const view = await viewOf(workspace, this.preferences);
        if (attempt === this.attempt && tree) this.draw(tree.review(workspace.root, view));
      }
    } catch (error) {
      showFailure(error);
    }
  }

  /** @param touched the rows to draw anew; undefined for all */
  private draw(touched: TreeNode[] | undefined): void {
    const isElsewhere = this.session.stores.some(({ isFromMainWorktree }) => isFromMainWorktree);
    this.header.tell(this.tree, this.preferences, isElsewhere ? vscode.l10n.t('of the main worktree') : '');
    if (this.first.isGiven && (touched === undefined || touched.length > 0)) this.emitter.fire(touched);
  }

  private async tick(items: readonly [TreeNode, vscode.TreeItemCheckboxState][]): Promise<void> {
    for (const [node, state] of items) {
      if (node.kind === 'task') await this.complete(node, state === vscode.TreeItemCheckboxState.Checked);
    }
  }

  private async toggle(node: TaskNode): Promise<void> {
    const task = this.tree?.branch(node.store)?.taskOf(node);
    if (task) await this.complete(node, !task.completed);
  }

  private async complete(node: TaskNode, completed: boolean): Promise<void> {
    try {
      const { tickets } = this.session.requireWritable(node.store);
      await tickets.setTaskCompleted(node.ticketId, node.taskId, completed);
    } catch (error) {
      // The box goes back to what the file says.
      this.emitter.fire([node]);
      showFailure(error);
    }
  }

  private async drop({ store, dragged, target }: TreeDrop): Promise<void> {
    try {
      const actions = planDrop(dragged, { ...target, isManual: treeQuery(this.preferences).isManual });
      if (actions.length > 0) await performDrop(this.session.requireWritable(store), actions);
    } catch (error) {
      showFailure(error);
    }
  }
}

const noLimits: WipLimits = { todo: null, doing: null, review: null, blocked: null, done: null };

function followsActive(): boolean {
  return vscode.workspace.getConfiguration('ticketree').get('tree.followActive', true);
}
