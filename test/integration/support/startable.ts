import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import type { Ticket } from '../../../src/domain/ticket.js';
import { encodeTicket } from '../../../src/store/codec/encodeTicket.js';
import { tempFolder, ticketPath } from '../../harness/tempStore.js';
import { document, failure, git, ticketOf, type Failure } from './commands.js';
import { gitProject } from './gitProject.js';
import { sampleTicket } from './yaml.js';

/** The document that `start` prints. */
export interface Started {
  readonly ticket: Ticket;
  readonly git: {
    readonly branch: string;
    readonly base: string | null;
    readonly worktree: string | null;
    readonly branch_created: boolean;
    readonly worktree_created: boolean;
    readonly copied: readonly string[];
  } | null;
  readonly notes?: readonly string[];
}

/** A project in a repository, with a ticket for each slug. @param options for `git init` */
export async function startable(slugs: readonly string[] = ['one'], ...options: string[]): Promise<string> {
  const project = await gitProject(...options);
  await writeTickets(project, slugs);
  await git(project, 'add', '--all');
  await git(project, 'commit', '-m', 'Write tickets down');
  return project;
}

/** Writes tickets down that are called by their slugs. */
export async function writeTickets(project: string, slugs: readonly string[]): Promise<void> {
  for (const slug of slugs) {
    const ticket = sampleTicket({ slug, title: slug });
    await writeFile(ticketPath(project, ticket.id), encodeTicket(ticket));
  }
}

export async function start(project: string, ...args: string[]): Promise<Started> {
  return (await document(project, ['start', ...args])) as unknown as Started;
}

/** Runs a start of the ticket `one` that must fail and leave everything as it was. */
export async function refusedStart(project: string, ...args: string[]): Promise<Failure> {
  const before = await stateOf(project);
  const said = await failure(project, ['start', 'one', ...args]);
  expect(await stateOf(project)).toEqual(before);
  return said;
}

/** Where a worktree of a ticket stands by default. */
export function worktreeOf(project: string, slug = 'one'): string {
  return path.join(project, `${path.basename(project)}-vibeticket-${slug}`);
}

/** The team's settings, as YAML below `git:`. */
export async function writeTeamSettings(project: string, ...lines: string[]): Promise<void> {
  const text = ['schema_version: 1', 'git:', ...lines.map((line) => `  ${line}`), ''].join('\n');
  await writeFile(path.join(project, '.vibe-ticket', 'ticketree.yaml'), text);
}

/** A bare repository that has all of the project's branches, as its `origin`. */
export async function withOrigin(project: string): Promise<string> {
  const remote = await tempFolder();
  await git(remote, 'init', '--bare');
  await git(project, 'remote', 'add', 'origin', `file://${remote}`);
  await git(project, 'push', '-u', 'origin', 'main');
  await git(project, 'remote', 'set-head', 'origin', 'main');
  return remote;
}

/** All that a start may change: refs, worktrees, files, flows, and the ticket `one`. */
export async function stateOf(project: string): Promise<Record<string, unknown>> {
  const gitDir = path.join(project, '.git');
  return {
    refs: await git(project, 'for-each-ref', '--format=%(refname) %(objectname)'),
    worktrees: await git(project, 'worktree', 'list', '--porcelain'),
    status: await git(project, 'status', '--porcelain', '--ignored', '--', ':!.vibe-ticket'),
    names: await namesIn(project),
    beside: (await namesIn(path.dirname(project))).filter((name) => name.startsWith(`${path.basename(project)}-`)),
    flows: await namesIn(path.join(gitDir, 'ticketree')),
    admin: await namesIn(path.join(gitDir, 'worktrees')),
    exclude: await readFile(path.join(gitDir, 'info', 'exclude'), 'utf8').catch(() => ''),
    ticket: await ticketOf(project, ['show', 'one']),
    active: (await document(project, ['check']))['active'],
  };
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}
