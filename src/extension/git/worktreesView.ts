import { basename } from 'node:path';
import * as vscode from 'vscode';
import { TicketreeError } from '../../domain/errors.js';
import { type Disposable, DisposableStore } from '../../util/disposable.js';
import type { Logger } from '../../util/logger.js';
import { setContextKey } from '../contextKeys.js';
import type { ChangeOfStore, StoreSession } from '../storeSession.js';
import type { GitStores } from './gitStores.js';
import { WorktreeEdits } from './worktreeEdits.js';
import { repositoryItem, worktreeItem } from './worktreeItems.js';
import type { RepositoryNode, WorktreeNode, WorktreesNode } from './worktreeNode.js';
import { WorktreeRows, type RepositoryRows } from './worktreeRows.js';
import { worktreeTooltip } from './worktreeTooltip.js';

/** Changes that come together are looked at together. */
const restMillis = 150;

/**
 * The Worktrees view: every linked worktree of the clones of this window. git is asked only while the view is on screen
 * and something has changed, and then only about the worktrees that did.
 */
export class WorktreesView implements vscode.TreeDataProvider<WorktreesNode>, Disposable {
  private readonly parts = new DisposableStore();
  private readonly emitter = this.parts.add(new vscode.EventEmitter<WorktreesNode[] | undefined>());
  readonly onDidChangeTreeData = this.emitter.event;
  private readonly view: vscode.TreeView<WorktreesNode>;
  private readonly rows = new WorktreeRows();
  private readonly repositories = new Map<string, RepositoryNode>();
  private shown: readonly RepositoryRows[] = [];
  private edits: WorktreeEdits | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private disposed = false;

  constructor(
    private readonly session: StoreSession,
    private readonly stores: GitStores,
    private readonly logger: Logger,
  ) {
    this.view = this.parts.add(vscode.window.createTreeView('ticketree.worktrees', { treeDataProvider: this }));
    setContextKey('ticketree.worktrees', 'loading');
    this.listen();
  }

  getTreeItem(node: WorktreesNode): vscode.TreeItem {
    const workspace = this.session.stores.find(({ root }) => root === node.store);
    if (node.kind === 'repository') {
      return repositoryItem(node, basename(workspace?.store.layout.project ?? node.store));
    }
    return worktreeItem(node.info, {
      row: node.ticketId === undefined ? undefined : workspace?.store.row(node.ticketId),
      isHere: (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => uri.fsPath === node.path),
      isWaiting: this.stores.of(workspace)?.waiting.some(({ worktree }) => worktree === node.path) === true,
      canChange: this.session.readOnlyReason === null,
    });
  }

  async resolveTreeItem(item: vscode.TreeItem, node: WorktreesNode): Promise<vscode.TreeItem> {
    if (node.kind !== 'worktree') return item;
    const { git } = this.session.requireWorkspace(node.store);
    const size = node.info.state === 'there' ? await git.worktreeSize(node.path, this.paths) : null;
    item.tooltip = worktreeTooltip(node.info, size);
    return item;
  }

  getChildren(node?: WorktreesNode): WorktreesNode[] {
    if (node?.kind === 'worktree') return [];
    if (node) return [...(this.shown.find(({ git }) => git.workspace.root === node.store)?.rows ?? [])];
    if (this.shown.length > 1) return this.shown.map(({ git }) => this.repository(git.workspace.root));
    return [...(this.shown[0]?.rows ?? [])];
  }

  /** Looks at everything again. */
  async refresh(): Promise<void> {
    this.rows.forgetAll();
    await this.stores.refresh();
    await this.load();
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    this.edits?.dispose();
    this.parts.dispose();
  }

  private get paths(): readonly string[] {
    return this.shown.flatMap(({ rows }) => rows.map(({ path }) => path));
  }

  private repository(store: string): RepositoryNode {
    const node = this.repositories.get(store) ?? { kind: 'repository', store };
    this.repositories.set(store, node);
    return node;
  }

  private listen(): void {
    const { parts, session, stores, view } = this;
    parts.add(
      view.onDidChangeVisibility(({ visible }) => {
        this.beSeen(visible);
      }),
    );
    parts.add(
      stores.onDidChange(({ hint }) => {
        for (const path of hint?.worktrees ?? []) this.rows.forget(path);
        this.loadSoon();
      }),
    );
    parts.add(
      session.onDidChangeAnyStore((change) => {
        this.follow(change);
      }),
    );
    const again = (): void => {
      this.loadSoon();
    };
    parts.add(session.onDidChangeState(again));
    parts.add(vscode.workspace.onDidGrantWorkspaceTrust(again));
  }

  /** What is edited while nobody looks is not noted, so that a look begins with looking at everything. */
  private beSeen(isSeen: boolean): void {
    this.edits?.dispose();
    this.edits = undefined;
    if (!isSeen) return;
    this.edits = new WorktreeEdits(
      () => this.paths,
      (path) => {
        this.rows.forget(path);
        this.loadSoon();
      },
    );
    this.rows.forgetAll();
    this.loadSoon();
  }

  /** What a row says of its ticket is the store's to tell. */
  private follow({ workspace, changes }: ChangeOfStore): void {
    const changed = new Set(changes.entries.map((entry) => ('ticket' in entry ? entry.ticket.id : undefined)));
    const rows = this.shown.find(({ git }) => git.workspace === workspace)?.rows ?? [];
    const touched = rows.filter(({ ticketId }) => ticketId !== undefined && changed.has(ticketId));
    if (touched.length > 0) this.emitter.fire([...touched]);
  }

  private loadSoon(): void {
    clearTimeout(this.timer);
    if (this.view.visible && !this.disposed) this.timer = setTimeout(() => void this.load(), restMillis);
  }

  /** One look at a time; what comes while one is on its way is looked at afterwards. */
  private async load(): Promise<void> {
    await this.running;
    this.running ??= this.loadNow().finally(() => {
      this.running = undefined;
    });
    await this.running;
  }

  private async loadNow(): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      this.show([], 'untrusted');
      return;
    }
    try {
      const shown = await Promise.all(this.stores.all.map((git) => this.rows.read(git)));
      this.show(shown, shown.some(({ rows }) => rows.length > 0) ? 'some' : 'none');
    } catch (error) {
      if (!TicketreeError.is(error)) this.logger.error('the worktrees cannot be listed', error);
      this.show([], 'failed');
      this.view.message = TicketreeError.is(error)
        ? `${error.message} ${error.hint}`
        : vscode.l10n.t('The worktrees cannot be listed. The log says more.');
    }
  }

  private show(shown: readonly RepositoryRows[], state: 'none' | 'some' | 'untrusted' | 'failed'): void {
    if (this.disposed) return;
    const before = this.shown;
    this.shown = shown;
    this.view.message = '';
    setContextKey('ticketree.worktrees', state);
    const same = before.length > 0 && sameNodes(before, shown);
    this.emitter.fire(same ? shown.flatMap(({ rows }) => [...rows]) : undefined);
  }
}

/** Whether there is no other row, and none stands elsewhere; then the editor keeps what is selected. */
function sameNodes(before: readonly RepositoryRows[], now: readonly RepositoryRows[]): boolean {
  const nodesOf = (all: readonly RepositoryRows[]): (string | WorktreeNode)[] =>
    all.flatMap(({ git, rows }) => [git.workspace.root, ...rows]);
  const [old, next] = [nodesOf(before), nodesOf(now)];
  return old.length === next.length && old.every((node, at) => node === next[at]);
}
