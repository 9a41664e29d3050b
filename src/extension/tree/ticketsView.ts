import * as vscode from 'vscode';
import type { StoreChanges } from '../../domain/change.js';
import { type Disposable, DisposableStore } from '../../util/disposable.js';
import { setContextKey } from '../contextKeys.js';
import type { SessionState, StoreSession } from '../storeSession.js';
import { showFailure } from '../ui/showFailure.js';
import { TicketTree, type TreeNode } from './ticketTree.js';
import { brokenItem, groupItem, taskItem, ticketItem, ticketTooltip } from './treeItems.js';

const doneShownKey = 'tree.doneShown';

/** The Tickets tree of the sidebar: draws the stream, and ticks tasks. */
export class TicketsView implements vscode.TreeDataProvider<TreeNode>, Disposable {
  private readonly parts = new DisposableStore();
  private readonly emitter = this.parts.add(new vscode.EventEmitter<TreeNode[] | undefined>());
  readonly onDidChangeTreeData = this.emitter.event;
  private readonly view: vscode.TreeView<TreeNode>;
  private tree: TicketTree | undefined;

  constructor(
    private readonly session: StoreSession,
    private readonly memento: vscode.Memento,
  ) {
    this.view = this.parts.add(
      vscode.window.createTreeView('ticketree.tickets', {
        treeDataProvider: this,
        showCollapseAll: true,
        manageCheckboxStateManually: true,
      }),
    );
    this.parts.add(
      this.view.onDidChangeCheckboxState(({ items }) => {
        void this.tick(items);
      }),
    );
    this.parts.add(
      session.onDidChangeState((state) => {
        this.show(state);
      }),
    );
    this.parts.add(
      session.onDidChangeStore((changes) => {
        this.follow(changes);
      }),
    );
    this.parts.add(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.emitter.fire(undefined);
      }),
    );
    this.show(session.state);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    // A row may be asked for after its ticket has gone; the next event takes it away.
    return this.itemOf(node) ?? new vscode.TreeItem('');
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    const ticket = node.kind === 'ticket' ? this.session.workspace?.store.get(node.id) : undefined;
    if (ticket && this.tree) item.tooltip = ticketTooltip(ticket, this.tree.shortId(ticket.id));
    return item;
  }

  getChildren(node?: TreeNode): TreeNode[] {
    return (node ? this.tree?.children(node) : this.tree?.roots()) ?? [];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.tree?.parent(node);
  }

  /** Shows a ticket's row, where the tree is in view and has the ticket. */
  async reveal(id: string): Promise<void> {
    const node = this.tree?.find(id);
    if (node && this.view.visible) await this.view.reveal(node, { select: true, focus: false });
  }

  async setDoneShown(shown: boolean): Promise<void> {
    await this.memento.update(doneShownKey, shown);
    this.show(this.session.state);
  }

  dispose(): void {
    this.parts.dispose();
  }

  private itemOf(node: TreeNode): vscode.TreeItem | undefined {
    const { tree } = this;
    const store = this.session.workspace?.store;
    if (!tree || !store) return undefined;
    const canChange = this.session.readOnlyReason === null;
    switch (node.kind) {
      case 'group':
        return groupItem(node.status, tree.ticketsOf(node.status).length);
      case 'ticket': {
        const ticket = store.get(node.id);
        return (
          ticket &&
          ticketItem(
            vscode.Uri.file(store.fileOf(ticket.id)),
            ticket,
            tree.shortId(node.id),
            store.activeIds[0] === node.id,
            canChange,
          )
        );
      }
      case 'task': {
        const task = tree.taskOf(node);
        return task && taskItem(node.ticketId, task, canChange);
      }
      case 'broken': {
        const broken = tree.brokenFile(node.file);
        return broken && brokenItem(broken, vscode.Uri.joinPath(vscode.Uri.file(store.layout.tickets), node.file));
      }
    }
  }

  private show(state: SessionState): void {
    const doneShown = this.memento.get(doneShownKey, false);
    this.tree = state.kind === 'ready' ? new TicketTree(state.workspace.store, doneShown) : undefined;
    const isElsewhere = state.kind === 'ready' && state.workspace.isFromMainWorktree;
    this.view.description = isElsewhere ? vscode.l10n.t('of the main worktree') : '';
    setContextKey('ticketree.state', state.kind);
    setContextKey('ticketree.doneShown', doneShown);
    this.noteCounts();
    this.emitter.fire(undefined);
  }

  private follow({ entries }: StoreChanges): void {
    this.noteCounts();
    const touched = this.tree?.touched(entries);
    if (touched === undefined || touched.length > 0) this.emitter.fire(touched);
  }

  private noteCounts(): void {
    const tickets = this.session.workspace?.store.tickets ?? [];
    const isEmpty = this.tree?.roots().length === 0;
    setContextKey('ticketree.empty', !isEmpty ? 'no' : tickets.length === 0 ? 'noTickets' : 'allHidden');
    const doing = tickets.filter((ticket) => ticket.status === 'doing').length;
    this.view.badge = doing === 0 ? undefined : { value: doing, tooltip: vscode.l10n.t('{0} in progress', doing) };
  }

  private async tick(items: readonly [TreeNode, vscode.TreeItemCheckboxState][]): Promise<void> {
    for (const [node, state] of items) {
      if (node.kind !== 'task') continue;
      try {
        const completed = state === vscode.TreeItemCheckboxState.Checked;
        await this.session.requireWritable().tickets.setTaskCompleted(node.ticketId, node.taskId, completed);
      } catch (error) {
        // The box goes back to what the file says.
        this.emitter.fire([node]);
        showFailure(error);
      }
    }
  }
}
