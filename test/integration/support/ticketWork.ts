import path from 'node:path';
import type { Ticket } from '../../../src/domain/ticket.js';
import { git, ticketOf } from './commands.js';
import { commitFile, gitProject } from './gitProject.js';

/** A ticket in progress, with a branch and a worktree beside the project's folder. */
export interface TicketWork {
  readonly project: string;
  readonly ticket: Ticket;
  readonly branch: string;
  readonly worktree: string;
}

/** A project whose store is committed, with a ticket that has a worktree. */
export async function workOnTicket(slug = 'fix-login', ...options: string[]): Promise<TicketWork> {
  return workIn(await gitProject(...options), slug);
}

/** Another ticket of a project, with a branch and a worktree. */
export async function workIn(project: string, slug: string, from = 'main'): Promise<TicketWork> {
  const ticket = await ticketOf(project, ['new', slug, '-t', `The ${slug}`]);
  const branch = `ticket/${ticket.slug}`;
  const worktree = path.join(project, '.git', `w-${slug}`);
  await git(project, 'worktree', 'add', '--quiet', worktree, '-b', branch, from);
  return { project, ticket, branch, worktree };
}

/** What a branch holds in a file; null for nothing. */
export async function fileIn(project: string, ref: string, name: string): Promise<string | null> {
  return git(project, 'show', `${ref}:${name}`).catch(() => null);
}

/** Short names of the branches. */
export async function branchesOf(project: string): Promise<string[]> {
  return lines(await git(project, 'for-each-ref', '--format=%(refname:short)', 'refs/heads/'));
}

/** Names and commits of the trash refs. */
export async function trashOf(project: string): Promise<string[]> {
  return lines(await git(project, 'for-each-ref', '--format=%(refname) %(objectname)', 'refs/ticketree/trash/'));
}

/** Id of the commit that a name stands for. */
export async function commitOf(project: string, name: string): Promise<string> {
  return (await git(project, 'rev-parse', '--verify', `${name}^{commit}`)).trim();
}

/** What git says of a worktree's files, the store left out. */
export async function dirtyIn(worktree: string): Promise<string[]> {
  return lines(await git(worktree, 'status', '--porcelain', '--', '.', ':!.vibe-ticket'));
}

/** Commits two files as one commit each. */
export async function commitTwo(worktree: string): Promise<void> {
  await commitFile(worktree, 'a.txt', 'a\n');
  await commitFile(worktree, 'b.txt', 'b\n');
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
