import * as vscode from 'vscode';
import type { BrokenFile } from '../../domain/change.js';
import { taskProgress, type Status, type Task, type Ticket } from '../../domain/ticket.js';
import { priorityLabel, statusIcon, statusLabel, ticketIcon } from '../ui/ticketLabels.js';

export function groupItem(status: Status, count: number): vscode.TreeItem {
  const collapsed = status === 'done';
  const item = new vscode.TreeItem(
    statusLabel(status),
    collapsed ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded,
  );
  item.id = `group:${status}`;
  item.description = String(count);
  item.contextValue = 'group';
  return item;
}

/**
 * @param uri where the file lies, which a click shows
 * @param canChange whether what the row offers may change the ticket
 */
export function ticketItem(
  uri: vscode.Uri,
  ticket: Ticket,
  shortId: string,
  active: boolean,
  canChange: boolean,
): vscode.TreeItem {
  const { completed, total } = taskProgress(ticket);
  const item = new vscode.TreeItem(
    ticket.title,
    total > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  const progress = total > 0 ? [`${String(completed)}/${String(total)}`] : [];
  item.id = `ticket:${ticket.id}`;
  item.description = [shortId, ...progress, ...(ticket.assignee === null ? [] : [ticket.assignee])].join(' · ');
  item.iconPath = ticketIcon(ticket);
  item.contextValue = ['ticket', ticket.status, ...(active ? ['active'] : []), ...(canChange ? ['writable'] : [])].join(
    ' ',
  );
  // The editor's own command: it leaves the focus in the tree after a click, or the next key would edit the file.
  item.command = { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [uri, { preserveFocus: true }] };
  item.accessibilityInformation = {
    label: [
      ticket.title,
      `#${shortId}`,
      statusLabel(ticket.status),
      priorityLabel(ticket.priority),
      ...(active ? [vscode.l10n.t('active')] : []),
      ...(total > 0 ? [vscode.l10n.t('{0} of {1} tasks', completed, total)] : []),
    ].join(', '),
  };
  return item;
}

export function taskItem(ticketId: string, task: Task, canChange: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(task.title);
  item.id = `task:${ticketId}:${task.id}`;
  item.contextValue = 'task';
  if (canChange) {
    item.checkboxState = {
      state: task.completed ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
      accessibilityInformation: { label: task.title, role: 'checkbox' },
    };
  } else {
    item.iconPath = new vscode.ThemeIcon(task.completed ? 'check' : 'circle-small');
  }
  return item;
}

/** @param uri where the file lies, so that it can be mended with a click */
export function brokenItem({ file, line, reason }: BrokenFile, uri: vscode.Uri): vscode.TreeItem {
  const item = new vscode.TreeItem(file);
  const where = line === null ? '' : vscode.l10n.t('line {0}: ', line);
  item.id = `broken:${file}`;
  item.description = `${where}${reason}`;
  item.tooltip = vscode.l10n.t(
    '{0} cannot be read: {1}{2}. It is left as it is until you mend it.',
    file,
    where,
    reason,
  );
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = 'broken';
  const position = new vscode.Position(Math.max(0, (line ?? 1) - 1), 0);
  item.command = {
    command: 'vscode.open',
    title: vscode.l10n.t('Open'),
    arguments: [uri, { selection: new vscode.Range(position, position) } satisfies vscode.TextDocumentShowOptions],
  };
  return item;
}

/** Made when the mouse rests on a row, not for every row. Ticket text goes through Markdown that runs nothing. */
export function ticketTooltip(ticket: Ticket, shortId: string): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString('', true);
  tooltip.supportHtml = false;
  tooltip.isTrusted = false;
  tooltip.appendMarkdown('**').appendText(ticket.title).appendMarkdown(`** \`#${shortId}\`\n\n`);
  tooltip.appendMarkdown(
    `$(${statusIcon(ticket.status).id}) ${statusLabel(ticket.status)} · ${priorityLabel(ticket.priority)}`,
  );
  if (ticket.assignee !== null) tooltip.appendMarkdown(' · $(account) ').appendText(ticket.assignee);
  if (ticket.tags.length > 0) tooltip.appendMarkdown('\n\n$(tag) ').appendText(ticket.tags.join(', '));
  if (ticket.description !== '') tooltip.appendMarkdown('\n\n---\n\n').appendText(excerpt(ticket.description));
  return tooltip;
}

function excerpt(text: string): string {
  const longest = 600;
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
