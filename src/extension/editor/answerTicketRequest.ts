import * as vscode from 'vscode';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { TicketCommits, TicketRequest } from '../../protocol/ticketMessages.js';
import type { TicketAction } from '../../domain/ticketRequests.js';
import type { StoreSession } from '../storeSession.js';
import { askAboutChildren } from '../ui/askAboutChildren.js';
import { linkOf, openTicketTab, openTicketYaml } from './openTicket.js';
import { linkKindOf, pickRelated, type Relation } from './pickRelated.js';
import { answerGitRequest, isGitRequest } from './ticketGitRequests.js';

/** What the editor does, and not the store. */
export type EditorRequest = Exclude<TicketRequest, TicketAction | { readonly kind: 'work' | 'listCommits' }>;

/**
 * Does what a person asked for in the pane, where each change is saved by itself.
 * @returns the commits, if it asked for them
 * @throws TicketreeError, which the pane shows
 */
export async function answerTicketRequest(
  session: StoreSession,
  id: string,
  request: TicketRequest,
): Promise<TicketCommits | undefined> {
  if (isGitRequest(request)) return answerGitRequest(session.requireWritable(), id, request);
  if (isTicketAction(request)) {
    const { tickets } = session.requireWritable();
    await askAboutChildren((options) => tickets.request(id, request, options));
  } else await perform(session, id, request);
  return undefined;
}

async function perform(session: StoreSession, id: string, request: EditorRequest): Promise<void> {
  switch (request.kind) {
    case 'pickRelation':
      await pickAndLink(session.requireWritable(), id, request.relation);
      break;
    case 'removeRelation':
      await session.requireWritable().work.unlink(id, linkKindOf[request.relation], request.other);
      break;
    case 'openRelated':
      await openTicketTab(session.requireWorkspace(), request.other);
      break;
    case 'openYaml':
      await openTicketYaml(session.requireWorkspace(), id);
      break;
    case 'copyLink':
      await vscode.env.clipboard.writeText(linkOf(id));
      break;
    case 'resolveConflict':
      // A pane has no draft at the host, so that nothing can collide there.
      break;
  }
}

/** Whether a request changes the ticket alone. */
export function isTicketAction(request: TicketRequest): request is TicketAction {
  switch (request.kind) {
    case 'pickRelation':
    case 'removeRelation':
    case 'openRelated':
    case 'resolveConflict':
    case 'openYaml':
    case 'copyLink':
    case 'work':
    case 'listCommits':
      return false;
    default:
      return true;
  }
}

async function pickAndLink(workspace: TicketWorkspace, id: string, relation: Relation): Promise<void> {
  const ticket = workspace.store.get(id) ?? (await workspace.store.read(id));
  const other = await pickRelated(workspace, ticket, relation);
  if (other !== undefined) await workspace.work.link(id, linkKindOf[relation], other);
}
