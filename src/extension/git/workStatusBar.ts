import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../util/disposable.js';
import { commandIds } from '../commandIds.js';
import type { StoreSession } from '../storeSession.js';
import { shortTitle } from '../ui/shortTitle.js';
import type { GitStores } from './gitStores.js';

/** Tells in the status bar which ticket this window's worktree is for, and whether a finish waits for its conflicts. */
export class WorkStatusBar implements Disposable {
  private readonly parts = new DisposableStore();
  private readonly here: vscode.StatusBarItem;
  private readonly waiting: vscode.StatusBarItem;

  constructor(
    private readonly session: StoreSession,
    private readonly stores: GitStores,
  ) {
    this.here = this.make('ticketree.worktree', 89, vscode.l10n.t('Worktree of a Ticket'));
    this.waiting = this.make('ticketree.finish', 88, vscode.l10n.t('Finish of a Ticket'));
    this.waiting.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    const draw = (): void => {
      this.draw();
    };
    for (const event of [session.onDidChangeState, session.onDidChangePlaces, session.onDidChangeStore]) {
      this.parts.add(event(draw));
    }
    this.parts.add(stores.onDidChange(draw));
  }

  dispose(): void {
    this.parts.dispose();
  }

  private make(id: string, priority: number, name: string): vscode.StatusBarItem {
    const item = this.parts.add(vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Left, priority));
    item.name = name;
    return item;
  }

  private draw(): void {
    this.drawHere();
    this.drawWaiting();
  }

  /** Where the active ticket says it already, one item is enough. */
  private drawHere(): void {
    const { workspace } = this.session;
    const id = workspace?.isFromMainWorktree === true ? this.session.placesOf(workspace)?.here.ticketId : null;
    const row = id == null ? undefined : workspace?.store.row(id);
    if (!workspace || !row || row.id === workspace.store.activeIds[0]) {
      this.here.hide();
      return;
    }
    this.here.text = `$(list-tree) ${shortTitle(row.title)}`;
    this.here.tooltip = vscode.l10n.t('This window is the worktree of: {0}', row.title);
    this.here.command = { command: commandIds.openTicket, title: '', arguments: [row.id] };
    this.here.show();
  }

  private drawWaiting(): void {
    const store = this.stores.all.find(({ waiting }) => waiting.length > 0);
    const [first] = store?.waiting ?? [];
    if (!store || !first) {
      this.waiting.hide();
      return;
    }
    const title = store.workspace.store.row(first.ticket)?.title ?? first.branch;
    this.waiting.text = `$(git-merge) ${vscode.l10n.t('Conflicts: {0}', shortTitle(title))}`;
    this.waiting.tooltip = vscode.l10n.t('Conflicts have stopped the finish of: {0}', title);
    this.waiting.command = {
      ...{ command: commandIds.resolveConflicts, title: '' },
      arguments: [{ store: store.workspace.root, ticketId: first.ticket }],
    };
    this.waiting.show();
  }
}
