import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { WorktreeInfo } from '../../app/git/worktrees/worktreeInfo.js';
import type { TicketRow } from '../../domain/ticketRow.js';
import { conflictsIcon, statusLabel, ticketIcon } from '../ui/ticketLabels.js';
import type { RepositoryNode } from './worktreeNode.js';

export function repositoryItem({ store }: RepositoryNode, name: string): vscode.TreeItem {
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = store;
  item.iconPath = new vscode.ThemeIcon('repo');
  item.contextValue = 'repository';
  return item;
}

export interface WorktreeFacts {
  /** Its ticket, as the store knows it now. */
  readonly row: TicketRow | undefined;
  /** Whether it is open in this window. */
  readonly isHere: boolean;
  /** Whether conflicts have stopped its finish. */
  readonly isWaiting: boolean;
  /** Whether git may be run. */
  readonly canChange: boolean;
}

export function worktreeItem(listed: WorktreeInfo, facts: WorktreeFacts): vscode.TreeItem {
  const { row } = facts;
  const info = row ? { ...listed, ticket: row } : listed;
  const item = new vscode.TreeItem(worktreeName(info));
  item.id = info.path;
  item.description = [...marksOf(info, facts), ...(info.ticket && info.branch !== null ? [info.branch] : [])].join(
    ' · ',
  );
  item.iconPath = iconOf(info, facts);
  item.contextValue = contextOf(info, facts);
  item.accessibilityInformation = { label: spokenLabel(info, facts) };
  return item;
}

/** What a person calls a worktree: its ticket, else its branch, else its folder. */
export function worktreeName({ ticket, branch, path }: WorktreeInfo): string {
  return ticket?.title ?? branch ?? basename(path);
}

/** What sets a worktree apart from one in which nothing happens, in few signs. */
function marksOf(info: WorktreeInfo, { isHere, isWaiting }: WorktreeFacts): string[] {
  const { state, locked, orphan } = info;
  if (state === 'missing') return [vscode.l10n.t('folder is missing')];
  if (state === 'halfMade') return [vscode.l10n.t('half made')];
  return [
    ...(isWaiting ? [vscode.l10n.t('conflicts')] : []),
    ...signsOf(info),
    ...(isHere ? [vscode.l10n.t('this window')] : []),
    ...(locked === null ? [] : [vscode.l10n.t('locked')]),
    ...(orphan === null ? [] : [vscode.l10n.t('unused')]),
  ];
}

/** As the editor's own status bar has them: what is not committed, then what is to be pushed and pulled. */
function signsOf({ dirty, ahead, behind }: WorktreeInfo): string[] {
  const files = dirty ? dirty.changed + dirty.untracked + dirty.conflicts : 0;
  const signs = [
    ...(files > 0 ? [`${files}*`] : []),
    ...(ahead !== null && ahead > 0 ? [`${ahead}↑`] : []),
    ...(behind !== null && behind > 0 ? [`${behind}↓`] : []),
  ];
  return signs.length === 0 ? [] : [signs.join(' ')];
}

function iconOf({ state, ticket, branch, locked }: WorktreeInfo, facts: WorktreeFacts): vscode.ThemeIcon {
  if (state !== 'there') return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  if (facts.isWaiting) return conflictsIcon();
  if (ticket) return ticketIcon({ status: ticket.status, priority: facts.row?.priority ?? 'medium' });
  if (locked !== null) return new vscode.ThemeIcon('lock');
  return new vscode.ThemeIcon(branch === null ? 'git-commit' : 'git-branch');
}

/** The words that the menus of the manifest ask for. */
function contextOf({ state, ticket, branch, locked }: WorktreeInfo, facts: WorktreeFacts): string {
  return [
    'worktree',
    state === 'halfMade' ? 'unfinished' : state,
    ...(ticket ? ['ticket', ticket.status] : []),
    ...(branch === null ? [] : ['branch']),
    ...(locked === null ? [] : ['locked']),
    ...(facts.isHere ? ['here'] : []),
    ...(facts.isWaiting ? ['waiting'] : []),
    ...(facts.canChange ? ['writable'] : []),
  ].join(' ');
}

function spokenLabel(info: WorktreeInfo, facts: WorktreeFacts): string {
  const { ticket, branch, dirty, ahead, behind } = info;
  const files = dirty ? dirty.changed + dirty.untracked + dirty.conflicts : 0;
  return [
    worktreeName(info),
    ...(ticket ? [statusLabel(ticket.status)] : []),
    ...(ticket && branch !== null ? [vscode.l10n.t('branch {0}', branch)] : []),
    ...(files > 0 ? [vscode.l10n.t('files not committed: {0}', files)] : []),
    ...(ahead !== null && ahead > 0 ? [vscode.l10n.t('ahead by {0}', ahead)] : []),
    ...(behind !== null && behind > 0 ? [vscode.l10n.t('behind by {0}', behind)] : []),
    ...marksOf({ ...info, dirty: null, ahead: null, behind: null }, facts),
  ].join(', ');
}
