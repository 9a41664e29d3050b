import * as vscode from 'vscode';
import type { Ticket } from '../../domain/ticket.js';
import { rowOf, type TicketRow } from '../../domain/ticketRow.js';
import { timestampMillis } from '../../domain/timestamp.js';
import { priorityLabel, statusLabel } from '../ui/ticketLabels.js';
import { tooltipMarkdown } from './tooltipMarkdown.js';
import type { WorkPlace } from './treeItems.js';

/**
 * Made when the mouse rests on a row, not for every row.
 * @param titleOf the title of another ticket
 * @param work where the work on it lives in git; null for nowhere
 */
export function ticketTooltip(
  ticket: Ticket,
  shortId: string,
  titleOf: (id: string) => string | undefined,
  work: WorkPlace | null,
): vscode.MarkdownString {
  const markdown = tooltipMarkdown({
    title: ticket.title,
    shortId,
    facts: [...factsOf(rowOf(ticket), titleOf), ...factsOfWork(work)],
    description: ticket.description,
    tasks: ticket.tasks,
    andMore: (count) => vscode.l10n.t('and {0} more', count),
  });
  const tooltip = new vscode.MarkdownString(markdown, false);
  tooltip.supportHtml = false;
  tooltip.isTrusted = false;
  return tooltip;
}

function factsOf(row: TicketRow, titleOf: (id: string) => string | undefined): string[] {
  const parent = row.parent === null ? undefined : titleOf(row.parent);
  const awaited = row.depends_on.map((id) => titleOf(id) ?? id);
  return [
    [statusLabel(row.status), priorityLabel(row.priority), ...(row.assignee === null ? [] : [row.assignee])].join(
      ' · ',
    ),
    ...(row.tags.length === 0 ? [] : [vscode.l10n.t('Tags: {0}', row.tags.join(', '))]),
    ...(parent === undefined ? [] : [vscode.l10n.t('Part of: {0}', parent)]),
    ...(awaited.length === 0 ? [] : [vscode.l10n.t('Depends on: {0}', awaited.join(', '))]),
    ...(row.due === null ? [] : [vscode.l10n.t('Due {0}', formatDay(`${row.due}T00:00:00Z`, 'UTC'))]),
    datesOf(row).join(' · '),
  ];
}

function factsOfWork(work: WorkPlace | null): string[] {
  if (work === null) return [];
  const { branch, worktree, isWaiting } = work;
  return [
    vscode.l10n.t('Branch {0}', branch),
    ...(worktree === null ? [] : [vscode.l10n.t('Worktree {0}', worktree)]),
    ...(isWaiting ? [vscode.l10n.t('Conflicts have stopped its finish.')] : []),
  ];
}

function datesOf({ created_at, started_at, closed_at }: TicketRow): string[] {
  return [
    vscode.l10n.t('Created {0}', formatDay(created_at)),
    ...(started_at === null ? [] : [vscode.l10n.t('Started {0}', formatDay(started_at))]),
    ...(closed_at === null ? [] : [vscode.l10n.t('Closed {0}', formatDay(closed_at))]),
  ];
}

/** The day in the editor's language; text that is no time as it stands. */
function formatDay(time: string, timeZone?: string): string {
  const millis = timestampMillis(time);
  if (Number.isNaN(millis)) return time;
  return new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeZone }).format(millis);
}
