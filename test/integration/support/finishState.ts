import { readFile } from 'node:fs/promises';
import { ticketPath } from '../../harness/tempStore.js';
import { git } from './commands.js';
import { gitWorkspace, type TicketWork } from './ticketWork.js';

/** All that a finish changes, and its undo brings back. */
export interface FinishState {
  /** Names of branches and their commits. */
  readonly branches: string;
  /** Paths of worktrees and what they are on. */
  readonly worktrees: string;
  /** What git says of the project's files, the store's among them. */
  readonly status: string;
  readonly index: string;
  /** The ticket's file, byte for byte. */
  readonly ticket: string;
  readonly active: readonly string[];
}

export async function stateOf({ project, ticket }: Pick<TicketWork, 'project' | 'ticket'>): Promise<FinishState> {
  const { store } = await gitWorkspace(project);
  return {
    branches: await git(project, 'for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads/'),
    worktrees: await git(project, 'worktree', 'list', '--porcelain'),
    status: await git(project, 'status', '--porcelain'),
    index: await git(project, 'ls-files', '--stage'),
    ticket: await readFile(ticketPath(project, ticket.id), 'utf8'),
    active: await store.readActive(),
  };
}
