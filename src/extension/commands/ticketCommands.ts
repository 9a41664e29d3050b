import * as vscode from 'vscode';
import type { CommandContext } from './commandContext.js';
import { ticketFor } from './ticketArgument.js';

/** Opens a ticket's YAML file. */
export async function openTicket({ session }: CommandContext, argument: unknown): Promise<void> {
  const workspace = session.requireWorkspace();
  const ticket = await ticketFor(workspace, argument, () => true);
  if (!ticket) return;
  const uri = vscode.Uri.file(workspace.store.fileOf(ticket.id));
  await vscode.window.showTextDocument(uri, { preview: true });
}

/** Begins work on a ticket: doing, and active. */
export async function startTicket({ session }: CommandContext, argument: unknown): Promise<void> {
  const workspace = session.requireWritable();
  const ticket = await ticketFor(workspace, argument, ({ status }) => status !== 'doing' && status !== 'done');
  if (ticket) await workspace.tickets.start(ticket.id);
}

export async function completeTicket({ session }: CommandContext, argument: unknown): Promise<void> {
  const workspace = session.requireWritable();
  const ticket = await ticketFor(workspace, argument, ({ status }) => status !== 'done');
  if (ticket) await workspace.tickets.move(ticket.id, 'done');
}

export async function setActiveTicket({ session }: CommandContext, argument: unknown): Promise<void> {
  const workspace = session.requireWritable();
  const active = workspace.store.activeIds[0];
  const ticket = await ticketFor(workspace, argument, ({ id, status }) => id !== active && status !== 'done');
  if (ticket) await workspace.tickets.setActive(ticket.id);
}

export async function clearActiveTicket({ session }: CommandContext): Promise<void> {
  await session.requireWritable().tickets.setActive(null);
}

export async function copyTicketId({ session }: CommandContext, argument: unknown): Promise<void> {
  const ticket = await ticketFor(session.requireWorkspace(), argument, () => true);
  if (ticket) await vscode.env.clipboard.writeText(ticket.id);
}
