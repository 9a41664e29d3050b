import * as vscode from 'vscode';
import type { Ticket } from '../../domain/ticket.js';
import { linkOf } from '../editor/openTicket.js';
import { markdownLink } from '../ui/markdownText.js';
import type { CommandContext } from './commandContext.js';
import { storeRootIn, ticketsFor, type CommandTarget } from './ticketArgument.js';

/** A command that copies something of each ticket, a line for each. */
function copying(textOf: (ticket: Ticket) => string) {
  return async ({ session }: CommandContext, target: CommandTarget): Promise<void> => {
    const tickets = await ticketsFor(session.requireWorkspace(storeRootIn(target)), target);
    if (tickets.length > 0) await vscode.env.clipboard.writeText(tickets.map(textOf).join('\n'));
  };
}

export const copyTicketId = copying(({ id }) => id);

/** What opens the ticket from anywhere on this machine. */
export const copyTicketLink = copying(({ id }) => linkOf(id));

/** A link with the title, for a document or a message. */
export const copyTicketMarkdown = copying(({ id, title }) => markdownLink(title, linkOf(id)));
