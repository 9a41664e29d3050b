import * as vscode from 'vscode';
import { TicketreeError } from '../domain/errors.js';
import { openTicketTab } from './editor/openTicket.js';
import type { StoreSession } from './storeSession.js';
import { showFailure } from './ui/showFailure.js';

/**
 * Opens `vscode://ticketree.ticketree/ticket/<id>`. A link may come from any page, so that it opens a ticket of this
 * window's stores and does nothing else.
 */
export class DeepLinks implements vscode.UriHandler {
  constructor(private readonly session: StoreSession) {}

  async handleUri({ path }: vscode.Uri): Promise<void> {
    try {
      const id = /^\/ticket\/([\da-f-]{36})$/i.exec(path)?.[1]?.toLowerCase();
      if (id === undefined) throw noTicket();
      await this.ready();
      const workspace = this.session.stores.find(({ store }) => store.get(id));
      if (!workspace) throw noTicket();
      await openTicketTab(workspace, id);
    } catch (error) {
      showFailure(error);
    }
  }

  /** A link may have started the editor. */
  private ready(): Promise<void> {
    if (this.session.state.kind !== 'loading') return Promise.resolve();
    return new Promise((resolve) => {
      const listener = this.session.onDidChangeState(({ kind }) => {
        if (kind === 'loading') return;
        listener.dispose();
        resolve();
      });
    });
  }
}

function noTicket(): TicketreeError {
  return new TicketreeError(
    'ticket_not_found',
    vscode.l10n.t('The link leads to no ticket of this window.'),
    vscode.l10n.t('Open the folder that has the ticket, then follow the link again.'),
  );
}
