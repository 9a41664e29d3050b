import * as vscode from 'vscode';
import { taskProgress, type Ticket } from '../../domain/ticket.js';
import { type Disposable, DisposableStore } from '../../util/disposable.js';
import { commandIds } from '../commandIds.js';
import { setContextKey } from '../contextKeys.js';
import type { StoreSession } from '../storeSession.js';

const longestTitle = 30;

/** The ticket that is being worked on, in the status bar. */
export class ActiveTicketStatusBar implements Disposable {
  private readonly parts = new DisposableStore();
  private readonly item: vscode.StatusBarItem;

  constructor(private readonly session: StoreSession) {
    this.item = this.parts.add(
      vscode.window.createStatusBarItem('ticketree.activeTicket', vscode.StatusBarAlignment.Left, 90),
    );
    this.item.name = vscode.l10n.t('Active Ticket');
    this.item.command = commandIds.activeTicketActions;
    this.parts.add(
      session.onDidChangeState(() => {
        this.draw();
      }),
    );
    this.parts.add(
      session.onDidChangeStore(() => {
        this.draw();
      }),
    );
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
    this.item.text = ticket
      ? `$(circle-filled) ${shorten(ticket)}`
      : `$(circle-large-outline) ${vscode.l10n.t('No active ticket')}`;
    this.item.tooltip = ticket
      ? vscode.l10n.t('Active ticket: {0}', ticket.title)
      : vscode.l10n.t('Choose the ticket that you are working on');
    this.item.show();
  }
}

/** Title and progress, cut so that the status bar stays one; `$(` would be read as an icon. */
function shorten(ticket: Ticket): string {
  const { completed, total } = taskProgress(ticket);
  const graphemes = [...new Intl.Segmenter().segment(ticket.title.replaceAll('$(', '$ ('))].map((each) => each.segment);
  const title = graphemes.length <= longestTitle ? graphemes : [...graphemes.slice(0, longestTitle - 1), '…'];
  return `${title.join('')}${total === 0 ? '' : ` ${completed}/${total}`}`;
}
