import * as vscode from 'vscode';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { TicketEdit } from '../../domain/edit.js';
import { TicketreeError } from '../../domain/errors.js';
import { priorities, statuses, type Priority, type Status, type Ticket } from '../../domain/ticket.js';
import type { BoardPick } from '../../protocol/boardMessages.js';
import { TicketOverview } from '../editor/ticketOverview.js';
import { priorityLabel, statusIcon, statusLabel } from '../ui/ticketLabels.js';
import { pickOne } from '../ui/quickPicks.js';
import { pickName } from './pickName.js';
import { pickTags } from './pickTags.js';
import { tagChoices, tagEdit } from './tagChoice.js';

/** What the person has picked for tickets. */
export type Picked =
  { readonly kind: 'status'; readonly status: Status } | { readonly kind: 'edit'; readonly edit: TicketEdit };

/**
 * Lets the person choose something for tickets by the editor's own pickers.
 * @returns undefined when nothing was chosen
 * @throws TicketreeError `ticket_not_found` when all of them are gone
 */
export async function pickForTickets(
  workspace: TicketWorkspace,
  pick: BoardPick,
  ids: readonly string[],
): Promise<Picked | undefined> {
  const tickets = ids.flatMap((id) => workspace.store.get(id) ?? []);
  const [first] = tickets;
  if (!first) throw allGone();
  const title = tickets.length === 1 ? first.title : vscode.l10n.t('{0} tickets', tickets.length);
  if (pick === 'status') return pickStatus(title, tickets);
  const edit = await pickEdit(workspace, pick, title, tickets);
  return edit && { kind: 'edit', edit };
}

async function pickEdit(
  workspace: TicketWorkspace,
  pick: Exclude<BoardPick, 'status'>,
  title: string,
  tickets: readonly Ticket[],
): Promise<TicketEdit | undefined> {
  const { people, tags } = TicketOverview.of(workspace.store);
  switch (pick) {
    case 'priority':
      return pickPriority(title, tickets);
    case 'assignee': {
      const me = await workspace.settings.me();
      const names = [me, ...people.filter((name) => name !== me)];
      const assignee = await pickName(title, names, common(tickets.map((ticket) => ticket.assignee)));
      return assignee === undefined ? undefined : { assignee };
    }
    case 'tags': {
      const choices = tagChoices(
        tickets.map((ticket) => ticket.tags),
        tags,
      );
      const answer = await pickTags(title, choices, tickets.length);
      return (answer && tagEdit(choices, tickets.length, answer)) ?? undefined;
    }
  }
}

async function pickStatus(title: string, tickets: readonly Ticket[]): Promise<Picked | undefined> {
  const present = common(tickets.map(({ status }) => status));
  const items = statuses.map((status): vscode.QuickPickItem & { status: Status } => ({
    status,
    label: statusLabel(status),
    iconPath: statusIcon(status),
    ...(status === present ? { description: vscode.l10n.t('now') } : {}),
  }));
  const placeHolder = vscode.l10n.t('Status');
  const picked = await pickOne(items, { title, placeHolder });
  return picked && { kind: 'status', status: picked.status };
}

async function pickPriority(title: string, tickets: readonly Ticket[]): Promise<TicketEdit | undefined> {
  const present = common(tickets.map(({ priority }) => priority));
  const items = priorities.toReversed().map((priority): vscode.QuickPickItem & { priority: Priority } => ({
    priority,
    label: priorityLabel(priority),
    ...(priority === present ? { description: vscode.l10n.t('now') } : {}),
  }));
  const placeHolder = vscode.l10n.t('Priority');
  const picked = await pickOne(items, { title, placeHolder });
  return picked && { priority: picked.priority };
}

/** What all have; undefined where they differ. */
function common<T>(values: readonly T[]): T | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}

function allGone(): TicketreeError {
  return new TicketreeError(
    'ticket_not_found',
    vscode.l10n.t('There is none of these tickets any more.'),
    vscode.l10n.t('Somebody has deleted their files.'),
  );
}
