import * as vscode from 'vscode';
import { findPriority, findStatus } from '../../domain/ticketWords.js';
import { priorityLabel, statusLabel } from '../ui/ticketLabels.js';
import type { GroupValue } from './treeGroup.js';
import type { TreeGrouping, TreeSort } from './treePreferences.js';

export function groupingLabel(grouping: TreeGrouping): string {
  switch (grouping) {
    case 'status':
      return vscode.l10n.t('Status');
    case 'priority':
      return vscode.l10n.t('Priority');
    case 'assignee':
      return vscode.l10n.t('Assignee');
    case 'tag':
      return vscode.l10n.t('Tag');
    case 'epic':
      return vscode.l10n.t('Epic');
    case 'none':
      return vscode.l10n.t('No Groups');
  }
}

export function sortLabel(sort: TreeSort): string {
  switch (sort) {
    case 'board':
      return vscode.l10n.t('Board Order');
    case 'priority':
      return vscode.l10n.t('Most Urgent First');
    case 'updated':
      return vscode.l10n.t('Last Edited First');
    case 'created':
      return vscode.l10n.t('Newest First');
    case 'title':
      return vscode.l10n.t('Title');
  }
}

/** @param titleOf an epic's title */
export function groupLabel(grouping: TreeGrouping, group: GroupValue, titleOf: (id: string) => string): string {
  if (group === null) return withoutLabel(grouping);
  switch (grouping) {
    case 'status':
      return statusLabel(findStatus(group) ?? 'todo');
    case 'priority':
      return priorityLabel(findPriority(group) ?? 'medium');
    case 'epic':
      return titleOf(group);
    default:
      return group;
  }
}

function withoutLabel(grouping: TreeGrouping): string {
  switch (grouping) {
    case 'assignee':
      return vscode.l10n.t('Unassigned');
    case 'tag':
      return vscode.l10n.t('No Tags');
    default:
      return vscode.l10n.t('No Epic');
  }
}
