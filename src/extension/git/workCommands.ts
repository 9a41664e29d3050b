import * as vscode from 'vscode';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { gitLinkOf } from '../../domain/gitLink.js';
import type { Ticket } from '../../domain/ticket.js';
import type { CommandContext } from '../commands/commandContext.js';
import { storeRootIn, ticketFor, type CommandTarget } from '../commands/ticketArgument.js';
import type { StoreSession } from '../storeSession.js';
import { askStart } from './askStart.js';
import { abortFinishOf, continueFinishOf, finishWorkOn } from './finishWork.js';
import { openPlace } from './openPlace.js';
import { resolveConflicts } from './resolveConflicts.js';
import { showChangesOf, showCommitsOf } from './showChanges.js';
import { startWorkFor } from './startWork.js';
import { undoFinishOf } from './undoFinish.js';

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
  const request = await askStart(workspace, ticket, worktree);
  if (request) await startWorkFor(workspace, ticket.id, request);
}

export async function finishWork({ session }: CommandContext, target: CommandTarget): Promise<void> {
  const workspace = session.requireWritable(storeRootIn(target));
  const ticket = await ticketFor(workspace, target, hasBranchIn(session, workspace));
  if (!ticket) return;
  const isWaiting = (await workspace.git.waitingFinishes()).some((each) => each.ticket === ticket.id);
  await (isWaiting ? resolveConflicts(workspace, ticket.id) : finishWorkOn(workspace, ticket.id));
}

/** Goes to the work on a ticket: to its worktree, or this checkout to its branch. */
export async function switchToTicket({ session }: CommandContext, target: CommandTarget): Promise<void> {
  const workspace = session.requireWritable(storeRootIn(target));
  const ticket = await ticketFor(workspace, target, hasBranchIn(session, workspace));
  if (!ticket) return;
  const { path, switched } = await workspace.git.switch(ticket.id);
  if (!switched) await openPlace(path, ticket.title);
}

/** Pushes a ticket's branch and opens a pull request for it; one that there is already is shown. */
export async function createPullRequest({ session }: CommandContext, target: CommandTarget): Promise<void> {
  const workspace = session.requireWritable(storeRootIn(target));
  const ticket = await ticketFor(workspace, target, hasBranchIn(session, workspace));
  if (!ticket) return;
  const known = gitLinkOf(ticket)?.pull_request ?? null;
  if (known === null) await finishWorkOn(workspace, ticket.id, 'pr');
  else await vscode.env.openExternal(vscode.Uri.parse(known, true));
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

/** Takes a whole finish back: that of the ticket it was called with, or of one that the person picks. */
export async function undoFinish({ session }: CommandContext, target: CommandTarget): Promise<void> {
  const workspace = session.requireWritable(storeRootIn(target));
  const finished = new Set(await workspace.git.undo.tickets());
  const ticket = await ticketFor(workspace, target, ({ id }) => finished.has(id));
  if (ticket) await undoFinishOf(workspace, ticket.id);
}

export const continueFinish = onWaiting(continueFinishOf);
export const abortFinish = onWaiting(abortFinishOf);
export const showConflicts = onWaiting(resolveConflicts);

/** A command that shows something of a ticket's work. */
function onWork(show: (workspace: TicketWorkspace, id: string) => Promise<void>) {
  return async ({ session }: CommandContext, target: CommandTarget): Promise<void> => {
    const workspace = session.requireWorkspace(storeRootIn(target));
    const ticket = await ticketFor(workspace, target);
    if (ticket) await show(workspace, ticket.id);
  };
}

export const showChanges = onWork(showChangesOf);
export const showCommits = onWork(showCommitsOf);

function hasBranchIn(session: StoreSession, workspace: TicketWorkspace): (ticket: Ticket) => boolean {
  const places = session.placesOf(workspace);
  return ({ id, status }) => {
    const isKnown = places?.get(id) !== undefined || places?.here.ticketId === id;
    return status !== 'done' && (isKnown || workspace.store.row(id)?.branch != null);
  };
}

function canStart({ status }: Ticket): boolean {
  return status !== 'doing' && status !== 'done';
}
