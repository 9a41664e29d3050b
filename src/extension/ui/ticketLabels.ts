import * as vscode from 'vscode';
import type { Priority, Status, Ticket } from '../../domain/ticket.js';

/** The words and icons of a ticket, the same on every surface of the editor. */
export function statusLabel(status: Status): string {
  switch (status) {
    case 'todo':
      return vscode.l10n.t('To do');
    case 'doing':
      return vscode.l10n.t('Doing');
    case 'review':
      return vscode.l10n.t('Review');
    case 'blocked':
      return vscode.l10n.t('Blocked');
    case 'done':
      return vscode.l10n.t('Done');
  }
}

export function priorityLabel(priority: Priority): string {
  switch (priority) {
    case 'low':
      return vscode.l10n.t('Low');
    case 'medium':
      return vscode.l10n.t('Medium');
    case 'high':
      return vscode.l10n.t('High');
    case 'critical':
      return vscode.l10n.t('Critical');
  }
}

const statusIcons: Record<Status, string> = {
  todo: 'circle-large-outline',
  doing: 'play-circle',
  review: 'eye',
  blocked: 'circle-slash',
  done: 'pass-filled',
};

const priorityColours: Record<Priority, string> = {
  low: 'descriptionForeground',
  medium: 'charts.blue',
  high: 'charts.yellow',
  critical: 'charts.red',
};

export function statusIcon(status: Status): vscode.ThemeIcon {
  return new vscode.ThemeIcon(statusIcons[status]);
}

const icons = new Map<string, vscode.ThemeIcon>();

/** The shape says the status, the colour the priority; the label says both to a screen reader. */
export function ticketIcon({ status, priority }: Pick<Ticket, 'status' | 'priority'>): vscode.ThemeIcon {
  const key = `${status} ${priority}`;
  // Thousands of rows share twenty icons.
  const icon =
    icons.get(key) ?? new vscode.ThemeIcon(statusIcons[status], new vscode.ThemeColor(priorityColours[priority]));
  icons.set(key, icon);
  return icon;
}

/** Stands in place of the ticket's own where conflicts have stopped its finish. */
export function conflictsIcon(): vscode.ThemeIcon {
  return new vscode.ThemeIcon('git-merge', new vscode.ThemeColor('list.warningForeground'));
}
