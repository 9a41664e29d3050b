import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { Ticket } from '../../domain/ticket.js';
import type { CommandContext } from '../commands/commandContext.js';
import { storeRootIn, ticketFor, type CommandTarget } from '../commands/ticketArgument.js';
import { askStart } from './askStart.js';
import { abortFinishOf, continueFinishOf, finishWorkOn } from './finishWork.js';
import { resolveConflicts } from './resolveConflicts.js';
import { startWorkFor } from './startWork.js';

/** Begins work on a ticket: doing, active, and on a branch and in a worktree as the settings say. */
export async function startTicket({ session }: CommandContext, target: CommandTarget): Promise<void> {
  const workspace = session.requireWritable(storeRootIn(target));
  const ticket = await ticketFor(workspace, target, canStart);
  if (ticket) await startWorkFor(workspace, ticket.id);
}

/** As {@link startTicket}, asking where, on which branch and from where. */
export async function startWork({ session }: CommandContext, target: CommandTarget): Promise<void> {
  const workspace = session.requireWritable(storeRootIn(target));
  const ticket = await ticketFor(workspace, target, canStart);
  if (!ticket) return;
  const worktree = session.placesOf(workspace)?.get(ticket.id)?.worktree ?? null;
  const request = await askStart(workspace, ticket.id, worktree);
  if (request) await startWorkFor(workspace, ticket.id, request);
}

export async function finishWork({ session }: CommandContext, target: CommandTarget): Promise<void> {
  const workspace = session.requireWritable(storeRootIn(target));
  const places = session.placesOf(workspace);
  const hasBranch = ({ id, status }: Ticket): boolean => {
    const row = workspace.store.row(id);
    return status !== 'done' && (places?.get(id) !== undefined || row?.branch != null);
  };
  const ticket = await ticketFor(workspace, target, hasBranch);
  if (!ticket) return;
  const isWaiting = (await workspace.git.waitingFinishes()).some((each) => each.ticket === ticket.id);
  await (isWaiting ? resolveConflicts(workspace, ticket.id) : finishWorkOn(workspace, ticket.id));
}

/** A command about a finish that waits: the one of the ticket it was called with, or the one that the person picks. */
function onWaiting(act: (workspace: TicketWorkspace, id: string) => Promise<void>) {
  return async ({ session }: CommandContext, target: CommandTarget): Promise<void> => {
    const workspace = session.requireWritable(storeRootIn(target));
    const waiting = new Set((await workspace.git.waitingFinishes()).map(({ ticket }) => ticket));
    const [only] = waiting;
    const isClear = waiting.size === 1 && target.argument === undefined;
    const id = isClear ? only : (await ticketFor(workspace, target, ({ id }) => waiting.has(id)))?.id;
    if (id !== undefined) await act(workspace, id);
  };
}

export const continueFinish = onWaiting(continueFinishOf);
export const abortFinish = onWaiting(abortFinishOf);
export const showConflicts = onWaiting(resolveConflicts);

function canStart({ status }: Ticket): boolean {
  return status !== 'doing' && status !== 'done';
}
