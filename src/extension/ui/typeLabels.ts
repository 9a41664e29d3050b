import * as vscode from 'vscode';
import type { TicketType } from '../../domain/ticketMetadata.js';

/** The word for a type of tickets, the same on every surface of the editor. */
export function typeLabel(type: TicketType): string {
  switch (type) {
    case 'epic':
      return vscode.l10n.t('Epic');
    case 'story':
      return vscode.l10n.t('Story');
    case 'task':
      return vscode.l10n.t('Task');
    case 'sub-task':
      return vscode.l10n.t('Sub-task');
    case 'bug':
      return vscode.l10n.t('Bug');
  }
}
