import { existsSync } from 'node:fs';
import { readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RemovedWorktree } from '../../../src/app/git/worktrees/removeWorktree.js';
import type { TicketWorkspace } from '../../../src/app/ticketWorkspace.js';
import { openWorkspace, tempFolder } from '../../harness/tempStore.js';
import { git } from './commands.js';
import { commitFile, gitProject } from './gitProject.js';

/** A ticket's worktree. */
export interface TicketPlace {
  readonly project: string;
  readonly workspace: TicketWorkspace;
  /** Path of the worktree. */
  readonly place: string;
}

/** A project with a ticket, and a clean worktree on its branch; `.env` is ignored, and copied by the settings. */
export async function ticketPlace(): Promise<TicketPlace> {
  const project = await gitProject();
  await commitFile(project, '.gitignore', '.env*\nbuilt/\n');
  await writeFile(
    path.join(project, '.vibe-ticket', 'ticketree.yaml'),
    'schema_version: 1\ngit:\n  copy_files:\n    - .env*\n',
  );
  const workspace = await openWorkspace(project);
  const { slug } = await workspace.tickets.create({ title: 'Fix login' });
  const place = path.join(await tempFolder(), 'place');
  await git(project, 'worktree', 'add', '--quiet', '-b', `ticket/${slug}`, place);
  return { project, workspace, place };
}

/** The text that the first trash ref of a removal keeps. @param name of a file, with `^2:` before it in a parent */
export async function keptText(project: string, { keptIn }: RemovedWorktree, name: string): Promise<string> {
  const object = /^\^\d:/.test(name) ? name : `:${name}`;
  return git(project, 'cat-file', 'blob', `${keptIn[0]}${object}`);
}

/** Full names of the refs that match. */
export async function refsOf(project: string, pattern: string): Promise<string[]> {
  const text = await git(project, 'for-each-ref', '--format=%(refname)', pattern);
  return text.split('\n').filter((line) => line !== '');
}

/** A worktree's own folder inside git's. */
export async function adminOf(place: string): Promise<string> {
  return (await readFile(path.join(place, '.git'), 'utf8')).trim().slice('gitdir: '.length);
}

/** What `git worktree add` leaves when it is killed: its lock, and nothing that has changed for a while. */
export async function halfMake(place: string, admin: string): Promise<void> {
  const old = new Date(Date.now() - 3_600_000);
  await writeFile(path.join(admin, 'locked'), 'initializing');
  const files = ['locked', 'HEAD', 'index'].map((name) => path.join(admin, name));
  for (const each of [...files, place].filter((name) => existsSync(name))) await utimes(each, old, old);
}
