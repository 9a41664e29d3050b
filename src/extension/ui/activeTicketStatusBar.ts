import * as vscode from 'vscode';
import { taskProgress, type Ticket } from '../../domain/ticket.js';
import { type Disposable, DisposableStore } from '../../util/disposable.js';
import { commandIds } from '../commandIds.js';
import { setContextKey } from '../contextKeys.js';
import type { TicketWork } from '../git/ticketWork.js';
import type { StoreSession } from '../storeSession.js';
import { shortTitle } from './shortTitle.js';

/** The ticket that is being worked on, in the status bar. */
export class ActiveTicketStatusBar implements Disposable {
  private readonly parts = new DisposableStore();
  private readonly item: vscode.StatusBarItem;

  constructor(
    private readonly session: StoreSession,
    private readonly work: TicketWork,
  ) {
    this.item = this.parts.add(
      vscode.window.createStatusBarItem('ticketree.activeTicket', vscode.StatusBarAlignment.Left, 90),
    );
    this.item.name = vscode.l10n.t('Active Ticket');
    this.item.command = commandIds.activeTicketActions;
    for (const event of [session.onDidChangeState, session.onDidChangeStore, work.onDidChange]) {
      this.parts.add(
        event(() => {
          this.draw();
        }),
      );
    }
    this.draw();
  }

  dispose(): void {
    this.parts.dispose();
  }

  private draw(): void {
    const workspace = this.session.workspace;
    const ticket = workspace?.tickets.active;
    setContextKey('ticketree.hasActive', ticket !== undefined);
    if (!workspace) {
      this.item.hide();
      return;
    }
    const work = ticket ? this.work.of(workspace.root, ticket.id) : null;
    this.item.text = ticket
      ? `$(circle-filled) ${textOf(ticket)}${work ? ' $(git-branch)' : ''}`
      : `$(circle-large-outline) ${vscode.l10n.t('No active ticket')}`;
    this.item.tooltip = ticket
      ? [
          vscode.l10n.t('Active ticket: {0}', ticket.title),
          ...(work ? [vscode.l10n.t('Branch {0}', work.branch)] : []),
          ...(work?.worktree == null ? [] : [vscode.l10n.t('Worktree {0}', work.worktree)]),
        ].join('\n')
      : vscode.l10n.t('Choose the ticket that you are working on');
    this.item.show();
  }
}

function textOf(ticket: Ticket): string {
  const { completed, total } = taskProgress(ticket);
  return `${shortTitle(ticket.title)}${total === 0 ? '' : ` ${completed}/${total}`}`;
}
