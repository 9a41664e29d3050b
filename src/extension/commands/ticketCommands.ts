import * as vscode from 'vscode';
import { openTicketTab, openTicketYaml as showYaml } from '../editor/openTicket.js';
import { askAboutChildren } from '../ui/askAboutChildren.js';
import { askText } from '../ui/quickPicks.js';
import type { CommandContext } from './commandContext.js';
import { storeRootIn, ticketFor, ticketsFor, type CommandTarget } from './ticketArgument.js';

/** Opens a ticket in a tab of its own. */
export async function openTicket({ session }: CommandContext, target: CommandTarget): Promise<void> {
  const workspace = session.requireWorkspace(storeRootIn(target));
  const ticket = await ticketFor(workspace, target);
  if (ticket) await openTicketTab(workspace, ticket.id);
}

/** Opens a ticket's file as text. */
export async function openTicketYaml({ session }: CommandContext, target: CommandTarget): Promise<void> {
  const workspace = session.requireWorkspace(storeRootIn(target));
  const ticket = await ticketFor(workspace, target);
  if (ticket) await showYaml(workspace, ticket.id);
}

/** Shows a ticket's card. */
export async function showOnBoard({ session, boards }: CommandContext, target: CommandTarget): Promise<void> {
  const workspace = session.requireWorkspace(storeRootIn(target));
  const ticket = await ticketFor(workspace, target);
  if (!ticket) return;
  if (workspace !== session.workspace) await session.choose(workspace);
  await boards.show(ticket.id);
}

export async function completeTicket({ session }: CommandContext, target: CommandTarget): Promise<void> {
  const workspace = session.requireWritable(storeRootIn(target));
  const open = await ticketsFor(workspace, target, ({ status }) => status !== 'done');
  if (open.length > 0) await askAboutChildren((options) => workspace.tickets.closeAll(idsOf(open), options));
}

/** Puts tickets away, where lists do not show them. */
export async function archiveTicket({ session }: CommandContext, target: CommandTarget): Promise<void> {
  const workspace = session.requireWritable(storeRootIn(target));
  const chosen = await ticketsFor(workspace, target, ({ metadata }) => metadata['archived'] !== true);
  if (chosen.length > 0) await askAboutChildren((options) => workspace.tickets.archiveAll(idsOf(chosen), options));
}

/** Puts tickets into the trash; nobody is asked, because undo and the trash bring them back. */
export async function deleteTicket({ session }: CommandContext, target: CommandTarget): Promise<void> {
  const workspace = session.requireWritable(storeRootIn(target));
  const chosen = await ticketsFor(workspace, target);
  if (chosen.length > 0) await askAboutChildren((options) => workspace.tickets.deleteAll(idsOf(chosen), options));
}

/** Writes a task down in a ticket. */
export async function addTask({ session }: CommandContext, target: CommandTarget): Promise<void> {
  const workspace = session.requireWritable(storeRootIn(target));
  const ticket = await ticketFor(workspace, target);
  if (!ticket) return;
  const title = await askText({
    title: ticket.title,
    prompt: vscode.l10n.t('What is to be done?'),
    placeHolder: vscode.l10n.t('Task'),
  });
  if (title !== undefined && title.trim() !== '') await workspace.tickets.addTask(ticket.id, title.trim());
}

export async function setActiveTicket({ session }: CommandContext, target: CommandTarget): Promise<void> {
  const workspace = session.requireWritable(storeRootIn(target));
  const active = workspace.store.activeIds[0];
  const ticket = await ticketFor(workspace, target, ({ id, status }) => id !== active && status !== 'done');
  if (!ticket) return;
  if (workspace !== session.workspace) await session.choose(workspace);
  await workspace.tickets.setActive(ticket.id);
}

export async function clearActiveTicket({ session }: CommandContext): Promise<void> {
  await session.requireWritable().tickets.setActive(null);
}

function idsOf(tickets: readonly { readonly id: string }[]): string[] {
  return tickets.map(({ id }) => id);
}
