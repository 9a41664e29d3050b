import * as vscode from 'vscode';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { TicketCommits, TicketRequest, WorkAction } from '../../protocol/ticketMessages.js';
import { commandIds } from '../commandIds.js';

/** As many digits as a person needs to find a commit. */
const shortLength = 8;

const commandOf: Readonly<Record<WorkAction, string>> = {
  start: commandIds.startTicket,
  openWorktree: commandIds.openWorktree,
  showChanges: commandIds.showChanges,
  createPullRequest: commandIds.createPullRequest,
  finish: commandIds.finishWork,
  resolveConflicts: commandIds.resolveConflicts,
  continueFinish: commandIds.continueFinish,
  abortFinish: commandIds.abortFinish,
};

export type GitRequest = Extract<TicketRequest, { readonly kind: 'work' | 'listCommits' }>;

/** Whether a request is about the branch of a ticket. */
export function isGitRequest(request: TicketRequest): request is GitRequest {
  return request.kind === 'work' || request.kind === 'listCommits';
}

/**
 * Lists the commits of a ticket, or does something about its branch by the editor's command, which tells its own
 * failures.
 * @returns the commits, if it asked for them
 * @throws TicketreeError
 */
export async function answerGitRequest(
  workspace: TicketWorkspace,
  id: string,
  request: GitRequest,
): Promise<TicketCommits | undefined> {
  if (request.kind === 'listCommits') return listCommits(workspace, id);
  await vscode.commands.executeCommand(commandOf[request.action], { id, store: workspace.root });
  return undefined;
}

async function listCommits({ git }: TicketWorkspace, id: string): Promise<TicketCommits> {
  const { commits, truncated } = await git.ticketCommits(id);
  const shown = commits.map(({ id: commit, subject, author, at, where }) => {
    return { shortId: commit.slice(0, shortLength), subject, author, at, where };
  });
  return { commits: shown, truncated };
}
