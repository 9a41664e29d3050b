import * as vscode from 'vscode';
import type { BrokenFile } from '../../domain/change.js';
import type { Task } from '../../domain/ticket.js';
import type { TicketRow } from '../../domain/ticketRow.js';
import { ticketViewType } from '../editor/openTicket.js';
import { conflictsIcon, priorityLabel, statusLabel, ticketIcon } from '../ui/ticketLabels.js';
import type { BrokenNode, GroupNode, StoreNode, TaskNode, TicketNode } from './treeNode.js';
import type { TreeGrouping } from './treePreferences.js';

/** Larger groups are unfolded by whoever wants to see them: all their rows have to be made. */
const mostUnfolded = 200;

export function storeItem({ key, store }: StoreNode, name: string): vscode.TreeItem {
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = key;
  item.iconPath = new vscode.ThemeIcon('root-folder');
  item.tooltip = store;
  // Else the tooltip would be read out.
  item.accessibilityInformation = { label: name };
  item.contextValue = 'store';
  return item;
}

export interface GroupFacts {
  readonly grouping: TreeGrouping;
  readonly label: string;
  readonly count: number;
  /** How many tickets a status should hold at most; null for any number. */
  readonly limit: number | null;
}

export function groupItem({ key, group }: GroupNode, { grouping, label, count, limit }: GroupFacts): vscode.TreeItem {
  const isFolded = (grouping === 'status' && group === 'done') || count > mostUnfolded;
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, isFolded ? Collapsed : Expanded);
  item.id = key;
  item.description = limit === null ? String(count) : `${count} / ${limit}`;
  item.contextValue = `group ${grouping}`;
  if (limit !== null && count > limit) {
    item.accessibilityInformation = {
      label: vscode.l10n.t('{0}, {1} tickets, over the limit of {2}', label, count, limit),
    };
  }
  return item;
}

export interface TicketFacts {
  /** Where the file lies, which a click shows. */
  readonly uri: vscode.Uri;
  readonly shortId: string;
  readonly isActive: boolean;
  /** Whether there are rows below. */
  readonly hasBelow: boolean;
  /** Where the work on it lives; null for nowhere. */
  readonly work: WorkPlace | null;
  /** Whether its finish can be taken back. */
  readonly isFinished: boolean;
  /** Whether what the row offers may change the ticket. */
  readonly canChange: boolean;
}

/** Where the work on a ticket lives in git. */
export interface WorkPlace {
  readonly branch: string;
  /** Path of its worktree; null where it has none. */
  readonly worktree: string | null;
  /** Whether conflicts have stopped its finish. */
  readonly isWaiting: boolean;
}

export function ticketItem({ key }: TicketNode, row: TicketRow, facts: TicketFacts): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(row.title, facts.hasBelow ? Collapsed : None);
  item.id = key;
  const isWaiting = facts.work?.isWaiting === true;
  item.description = descriptionOf(row, facts);
  item.iconPath = isWaiting ? conflictsIcon() : ticketIcon(row);
  item.contextValue = [
    ...['ticket', row.status],
    ...(row.archived ? ['archived'] : []),
    ...(row.parent === null ? [] : ['part']),
    ...(facts.isActive ? ['active'] : []),
    ...(facts.work ? ['branch'] : []),
    ...(facts.work?.worktree == null ? [] : ['worktree']),
    ...(isWaiting ? ['waiting'] : []),
    ...(facts.isFinished ? ['finished'] : []),
    ...(facts.canChange ? ['writable'] : []),
  ].join(' ');
  // The editor's own command: it leaves the focus in the tree after a click, or the next key would edit the ticket.
  item.command = {
    command: 'vscode.openWith',
    title: vscode.l10n.t('Open'),
    arguments: [facts.uri, ticketViewType, { preserveFocus: true, preview: true }],
  };
  item.accessibilityInformation = { label: spokenLabel(row, facts) };
  return item;
}

/** A finish that waits for somebody comes first, where a narrow side bar does not cut it off. */
function descriptionOf({ tasks, assignee }: TicketRow, { shortId, work }: TicketFacts): string {
  const progress = tasks.total > 0 ? [`${tasks.completed}/${tasks.total}`] : [];
  const facts = [shortId, ...progress, ...(assignee === null ? [] : [assignee])];
  const labels = workLabels(work);
  return (work?.isWaiting === true ? [...labels, ...facts] : [...facts, ...labels]).join(' · ');
}

/** The badge of a ticket that somebody works on in git. A row of the tree has no room for icons but its own. */
function workLabels(work: WorkPlace | null): string[] {
  if (work === null) return [];
  if (work.isWaiting) return [vscode.l10n.t('conflicts')];
  return [work.worktree === null ? vscode.l10n.t('branch') : vscode.l10n.t('worktree')];
}

function spokenLabel(row: TicketRow, { shortId, isActive, work }: TicketFacts): string {
  const { completed, total } = row.tasks;
  return [
    row.title,
    `#${shortId}`,
    statusLabel(row.status),
    priorityLabel(row.priority),
    ...(isActive ? [vscode.l10n.t('active')] : []),
    ...(row.archived ? [vscode.l10n.t('archived')] : []),
    ...(row.assignee === null ? [] : [row.assignee]),
    ...(total > 0 ? [vscode.l10n.t('{0} of {1} tasks', completed, total)] : []),
    ...workLabels(work),
  ].join(', ');
}

/** What the row of a task does; of no use without the row, so that the manifest has it not. */
export const toggleTaskCommand = 'ticketree.tree.toggleTask';

export function taskItem(node: TaskNode, task: Task, canChange: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(task.title);
  item.id = node.key;
  item.contextValue = `task${canChange ? ' writable' : ''}`;
  if (canChange) {
    item.checkboxState = {
      state: task.completed ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
      accessibilityInformation: { label: task.title, role: 'checkbox' },
    };
    // The editor ticks a box by the mouse alone; Space and Enter on the row run this.
    item.command = { command: toggleTaskCommand, title: vscode.l10n.t('Complete Task'), arguments: [node] };
  } else {
    item.iconPath = new vscode.ThemeIcon(task.completed ? 'check' : 'circle-small');
  }
  return item;
}

/** @param uri where the file lies, so that it can be mended with a click */
export function brokenItem({ key }: BrokenNode, { file, line, reason }: BrokenFile, uri: vscode.Uri): vscode.TreeItem {
  const item = new vscode.TreeItem(file);
  const where = line === null ? '' : vscode.l10n.t('line {0}: ', line);
  item.id = key;
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
