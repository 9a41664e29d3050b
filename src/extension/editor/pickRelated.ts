import * as vscode from 'vscode';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { Ticket } from '../../domain/ticket.js';
import { dependsOn, parentOf } from '../../domain/ticketMetadata.js';
import { shortIds } from '../../domain/ticketRef.js';
import { isOpen, type TicketRow } from '../../domain/ticketRow.js';
import type { LinkKind } from '../../domain/relations.js';
import { statusIcon } from '../ui/ticketLabels.js';
import { pickOne } from '../ui/quickPicks.js';
import { TicketOverview } from './ticketOverview.js';

/** The relations of the ticket editor, as the store calls them. */
export const linkKindOf = { parent: 'parent', dependsOn: 'depends-on' } as const satisfies Record<string, LinkKind>;
export type Relation = keyof typeof linkKindOf;

/** Lets the person choose a ticket for a relation, those that are open first. @returns its id */
export async function pickRelated(
  workspace: TicketWorkspace,
  ticket: Ticket,
  relation: Relation,
): Promise<string | undefined> {
  const { graph } = TicketOverview.of(workspace.store);
  const short = shortIds(graph.ids);
  const taken = new Set([ticket.id, ...(relation === 'parent' ? [parentOf(ticket)] : dependsOn(ticket))]);
  const rows = [...short.keys()].flatMap((id) => (taken.has(id) ? [] : (graph.get(id) ?? [])));
  const items = rows
    .sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || b.touched - a.touched)
    .map((row) => pickItem(row, short.get(row.id) ?? row.id));
  const placeHolder =
    relation === 'parent'
      ? vscode.l10n.t('Of which ticket is "{0}" a part?', ticket.title)
      : vscode.l10n.t('Which ticket must be done before "{0}"?', ticket.title);
  const picked = await pickOne(items, { placeHolder, matchOnDescription: true });
  return picked?.id;
}

function pickItem(row: TicketRow, shortId: string): vscode.QuickPickItem & { id: string } {
  const details = [`#${shortId}`, row.type, ...(row.assignee === null ? [] : [row.assignee])];
  return { id: row.id, label: row.title, description: details.join(' · '), iconPath: statusIcon(row.status) };
}
