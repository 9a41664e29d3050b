import * as vscode from 'vscode';
import type { WorktreeInfo } from '../../app/git/worktrees/worktreeInfo.js';
import { statusLabel } from '../ui/ticketLabels.js';
import { escapeMarkdown, oneLine } from '../ui/markdownText.js';
import { worktreeName } from './worktreeItems.js';

/**
 * All that is known of a worktree, made when the mouse rests on its row.
 * @param size of its folder, bytes; null where nobody could count
 */
export function worktreeTooltip(info: WorktreeInfo, size: number | null): vscode.MarkdownString {
  const lines = [
    ...(info.ticket ? [statusLabel(info.ticket.status)] : []),
    branchLine(info),
    ...stateLines(info),
    info.path,
    ...(size === null ? [] : [vscode.l10n.t('Size: {0}', sizeText(size))]),
  ];
  const title = `**${escapeMarkdown(oneLine(worktreeName(info)))}**`;
  const facts = lines.map((line) => escapeMarkdown(oneLine(line))).join('\\\n');
  const reason = info.orphan === null ? '' : `\n\n---\n\n$(info) ${escapeMarkdown(oneLine(info.orphan))}`;
  const tooltip = new vscode.MarkdownString(`${title}\n\n${facts}${lastCommit(info)}${reason}`, true);
  tooltip.supportHtml = false;
  tooltip.isTrusted = false;
  return tooltip;
}

function branchLine({ branch, base }: WorktreeInfo): string {
  if (branch === null) return vscode.l10n.t('No branch is checked out');
  return base === null ? vscode.l10n.t('Branch {0}', branch) : vscode.l10n.t('Branch {0}, from {1}', branch, base);
}

function stateLines({ state, locked, dirty, ahead, behind, base }: WorktreeInfo): string[] {
  if (state === 'missing') return [vscode.l10n.t('Its folder is missing')];
  if (state === 'halfMade') return [vscode.l10n.t('Git was stopped while it made it')];
  return [
    ...(locked === null ? [] : [locked === '' ? vscode.l10n.t('Locked') : vscode.l10n.t('Locked: {0}', locked)]),
    ...(dirty === null ? [] : [dirtyLine(dirty)]),
    ...(ahead === null || behind === null
      ? []
      : [vscode.l10n.t('{0} ahead of {1}, {2} behind', ahead, base ?? '', behind)]),
  ];
}

function dirtyLine({ changed, untracked, conflicts }: NonNullable<WorktreeInfo['dirty']>): string {
  if (changed + untracked + conflicts === 0) return vscode.l10n.t('Everything is committed');
  const counts = [
    ...(changed > 0 ? [vscode.l10n.t('{0} changed', changed)] : []),
    ...(untracked > 0 ? [vscode.l10n.t('{0} untracked', untracked)] : []),
    ...(conflicts > 0 ? [vscode.l10n.t('{0} in conflict', conflicts)] : []),
  ];
  return vscode.l10n.t('Not committed: {0}', counts.join(', '));
}

function lastCommit({ lastCommit: commit }: WorktreeInfo): string {
  if (!commit) return '';
  const when = new Date(commit.at).toLocaleString(vscode.env.language);
  const who = escapeMarkdown(oneLine(`${commit.author}, ${when}`));
  return `\n\n---\n\n$(git-commit) ${escapeMarkdown(oneLine(commit.subject))}\\\n${who}`;
}

function sizeText(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const step = Math.min(units.length - 1, bytes === 0 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const format = { style: 'unit', unit: units[step], unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(vscode.env.language, format).format(bytes / 1000 ** step);
}
