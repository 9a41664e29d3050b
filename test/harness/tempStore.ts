import { cp, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import { silentLogger } from '../../src/util/logger.js';
import { systemClock } from '../../src/util/clock.js';
import { root } from './paths.mjs';

const ports = { clock: systemClock, logger: silentLogger, surface: 'cli', session: 'test' } as const;

/** A folder that is gone when the test has finished; its path is real. */
export async function tempFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'ticketree-test-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** A project with an empty store. */
export async function emptyProject(): Promise<string> {
  const project = await tempFolder();
  const workspace = await TicketWorkspace.init(project, { placement: 'withCode' }, ports);
  workspace.dispose();
  return project;
}

/** A project with a copy of the store that vibe-ticket itself wrote: 66 tickets. */
export async function realProject(): Promise<string> {
  const project = await tempFolder();
  await cp(path.join(root, 'test', 'fixtures', 'vibe-ticket-store'), project, { recursive: true });
  return project;
}

/** Opens the store of a folder and reads all of it, until the test has finished. */
export async function openWorkspace(folder: string): Promise<TicketWorkspace> {
  const workspace = await TicketWorkspace.open(folder, ports);
  onTestFinished(() => {
    workspace.dispose();
  });
  await workspace.store.refresh();
  return workspace;
}

export function storePath(project: string, ...names: string[]): string {
  return path.join(project, '.vibe-ticket', ...names);
}

export function ticketPath(project: string, id: string): string {
  return storePath(project, 'tickets', `${id}.yaml`);
}

/** What lies in the store and is no ticket, such as a lock or a temp file that somebody forgot. */
export async function leftovers(project: string): Promise<string[]> {
  const names = await readdir(storePath(project), { recursive: true });
  return names.filter((name) => name.endsWith('.lock') || name.endsWith('.tmp'));
}
