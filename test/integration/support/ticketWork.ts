import path from 'node:path';
import { onTestFinished } from 'vitest';
import { ConfigService } from '../../../src/app/configService.js';
import { TicketWorkspace } from '../../../src/app/ticketWorkspace.js';
import type { SettingKey } from '../../../src/domain/settings.js';
import type { Ticket } from '../../../src/domain/ticket.js';
import { systemClock } from '../../../src/util/clock.js';
import { silentLogger } from '../../../src/util/logger.js';
import { git } from './commands.js';
import { commitFile, gitProject } from './gitProject.js';

/** A ticket with a branch and a worktree. */
export interface TicketWork {
  readonly project: string;
  readonly workspace: TicketWorkspace;
  readonly ticket: Ticket;
  readonly branch: string;
  readonly worktree: string;
}

/** A project whose store is committed, with a ticket that has a worktree. @param options for `git init` */
export async function workOnTicket(slug = 'fix-login', ...options: string[]): Promise<TicketWork> {
  return workIn(await gitProject(...options), slug);
}

/** Another ticket of a project, with a branch and a worktree. */
export async function workIn(project: string, slug: string, from = 'main'): Promise<TicketWork> {
  const workspace = await gitWorkspace(project);
  const ticket = await workspace.tickets.create({ slug, title: `The ${slug}` });
  const branch = `ticket/${ticket.slug}`;
  const worktree = path.join(project, '.git', `w-${slug}`);
  await git(project, 'worktree', 'add', '--quiet', worktree, '-b', branch, from);
  return { project, workspace, ticket, branch, worktree };
}

/** A ticket whose branch is checked out where the project is. */
export async function workInPlace(slug = 'fix-login'): Promise<Omit<TicketWork, 'worktree'>> {
  const project = await gitProject();
  const workspace = await gitWorkspace(project);
  const ticket = await workspace.tickets.create({ slug, title: `The ${slug}` });
  const branch = `ticket/${ticket.slug}`;
  await git(project, 'switch', '--quiet', '-c', branch);
  return { project, workspace, ticket, branch };
}

/** Opens the store of a folder, as a process that has read nothing yet. */
export async function gitWorkspace(folder: string): Promise<TicketWorkspace> {
  const ports = { clock: systemClock, logger: silentLogger, surface: 'cli', session: 'test' } as const;
  const workspace = await TicketWorkspace.open(folder, ports);
  onTestFinished(() => {
    workspace.dispose();
  });
  return workspace;
}

/** Makes a setting of the team; it shows at the next look. */
export async function setForTeam(project: string, key: SettingKey, value: string): Promise<void> {
  await (await ConfigService.open(project, systemClock, true)).set(key, value, 'team');
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

/** The commits of a branch, the latest first, in a format of git log. */
export async function logOf(project: string, ref: string, format = '%s'): Promise<string[]> {
  return lines(await git(project, 'log', `--format=${format}`, ref));
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

/** Brings a worktree and the base to say something else in the same line of a file. */
export async function makeConflict({ project, worktree }: Pick<TicketWork, 'project' | 'worktree'>): Promise<void> {
  await commitFile(worktree, 'README.md', 'Hello from the ticket\n');
  await commitFile(project, 'README.md', 'Hello from the base\n');
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
