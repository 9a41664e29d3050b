import { basename } from 'node:path';
import * as vscode from 'vscode';
import { WorktreeCache } from '../../app/git/worktreeCache.js';
import { TicketreeError } from '../../domain/errors.js';
import { type Disposable, DisposableStore } from '../../util/disposable.js';
import type { Logger } from '../../util/logger.js';
import { setContextKey } from '../contextKeys.js';
import type { StoreSession } from '../storeSession.js';
import type { GitStore, GitStores, RepositoryChange } from './gitStores.js';
import { repositoryItem, worktreeItem } from './worktreeItems.js';
import type { WorktreeNode, WorktreesNode } from './worktreeNode.js';
import { worktreeTooltip } from './worktreeTooltip.js';

/** Changes that come together are looked at together. */
const restMillis = 150;

/**
 * The Worktrees view: every linked worktree of the clones of this window. git is asked only while the view is on screen
 * and something has changed, and then only about the worktrees that did.
 */
export class WorktreesView implements vscode.TreeDataProvider<WorktreesNode>, Disposable {
  private readonly parts = new DisposableStore();
  private readonly emitter = this.parts.add(new vscode.EventEmitter<WorktreesNode | undefined>());
  readonly onDidChangeTreeData = this.emitter.event;
  private readonly view: vscode.TreeView<WorktreesNode>;
  private readonly caches = new Map<string, WorktreeCache>();
  private readonly nodes = new Map<string, WorktreesNode>();
  private shown: readonly { readonly git: GitStore; readonly rows: readonly WorktreeNode[] }[] = [];
  private isStale = true;
  private timer: NodeJS.Timeout | undefined;
  private attempt = 0;

  constructor(
    private readonly session: StoreSession,
    private readonly stores: GitStores,
    private readonly logger: Logger,
  ) {
    this.view = this.parts.add(
      vscode.window.createTreeView('ticketree.worktrees', { treeDataProvider: this, showCollapseAll: false }),
    );
    setContextKey('ticketree.worktrees', 'loading');
    this.listen();
  }

  getTreeItem(node: WorktreesNode): vscode.TreeItem {
    const workspace = this.session.stores.find(({ root }) => root === node.store);
    if (node.kind === 'repository') {
      return repositoryItem(node, basename(workspace?.store.layout.project ?? node.store));
    }
    return worktreeItem(node, {
      priority: node.ticketId === undefined ? undefined : workspace?.store.row(node.ticketId)?.priority,
      isHere: isOpenHere(node.path),
      isWaiting: this.stores.of(workspace)?.waiting.some(({ worktree }) => worktree === node.path) === true,
      canChange: this.session.readOnlyReason === null,
    });
  }

  async resolveTreeItem(item: vscode.TreeItem, node: WorktreesNode): Promise<vscode.TreeItem> {
    if (node.kind !== 'worktree') return item;
    const { git } = this.session.requireWorkspace(node.store);
    const others = this.shown.flatMap(({ rows }) => rows.map(({ path }) => path));
    const size = node.info.state === 'there' ? await git.worktreeSize(node.path, others) : null;
    item.tooltip = worktreeTooltip(node.info, size);
    return item;
  }

  getChildren(node?: WorktreesNode): WorktreesNode[] {
    if (node?.kind === 'worktree') return [];
    if (node) return [...(this.shown.find(({ git }) => git.workspace.root === node.store)?.rows ?? [])];
    const [only, ...others] = this.shown;
    if (others.length === 0) return [...(only?.rows ?? [])];
    return this.shown.map(({ git: { workspace } }) =>
      this.once(workspace.root, { kind: 'repository', store: workspace.root }),
    );
  }

  getParent(): undefined {
    return undefined;
  }

  /** Looks at everything again. */
  async refresh(): Promise<void> {
    this.caches.clear();
    await this.stores.refresh();
    await this.load();
  }

  /** Takes note that something in worktrees may have changed that no file of git tells; no process is run unless the view is seen. */
  touch(paths: readonly string[]): void {
    for (const { known } of this.caches.values()) for (const path of paths) known.delete(path);
    this.loadSoon();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.attempt++;
    this.parts.dispose();
  }

  private listen(): void {
    const { parts, session, stores, view } = this;
    parts.add(
      view.onDidChangeVisibility(({ visible }) => {
        if (visible && this.isStale) void this.load();
      }),
    );
    parts.add(
      stores.onDidChange((change) => {
        this.follow(change);
      }),
    );
    parts.add(
      session.onDidChangeState(({ kind }) => {
        if (kind === 'ready') this.loadSoon();
      }),
    );
    parts.add(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.loadSoon();
      }),
    );
  }

  private follow({ store, hint }: RepositoryChange): void {
    const known = this.caches.get(store.workspace.root)?.known;
    for (const path of hint?.worktrees ?? []) known?.delete(path);
    this.loadSoon();
  }

  private loadSoon(): void {
    this.isStale = true;
    clearTimeout(this.timer);
    if (this.view.visible) this.timer = setTimeout(() => void this.load(), restMillis);
  }

  private async load(): Promise<void> {
    const attempt = ++this.attempt;
    this.isStale = false;
    if (!vscode.workspace.isTrusted) {
      this.show([], 'untrusted');
      return;
    }
    try {
      const shown = await Promise.all(this.stores.all.map((git) => this.look(git)));
      if (attempt !== this.attempt) return;
      this.show(shown, shown.some(({ rows }) => rows.length > 0) ? 'some' : 'none');
    } catch (error) {
      if (attempt !== this.attempt) return;
      if (!TicketreeError.is(error)) this.logger.error('the worktrees cannot be listed', error);
      this.show([], 'failed');
      this.view.message = TicketreeError.is(error)
        ? `${error.message} ${error.hint}`
        : vscode.l10n.t('The worktrees cannot be listed. The log says more.');
    }
  }

  private async look(git: GitStore): Promise<(typeof this.shown)[number]> {
    const { workspace } = git;
    const cache = this.caches.get(workspace.root) ?? new WorktreeCache();
    this.caches.set(workspace.root, cache);
    const infos = await workspace.git.worktrees(cache);
    const rows = infos
      .filter(({ isMain }) => !isMain)
      .map((info) => {
        const node = this.once(`${workspace.root}\0${info.path}`, {
          ...{ kind: 'worktree', store: workspace.root, path: info.path, info },
          ticketId: info.ticket?.id,
        });
        return Object.assign(node, { info, ticketId: info.ticket?.id });
      });
    return { git, rows };
  }

  private show(shown: typeof this.shown, state: 'none' | 'some' | 'untrusted' | 'failed'): void {
    this.shown = shown;
    this.view.message = '';
    setContextKey('ticketree.worktrees', state);
    this.emitter.fire(undefined);
  }

  private once<T extends WorktreesNode>(key: string, fresh: T): T {
    const node = (this.nodes.get(key) as T | undefined) ?? fresh;
    this.nodes.set(key, node);
    return node;
  }
}

function isOpenHere(path: string): boolean {
  return (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => uri.fsPath === path);
}
