import { mkdir, readdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Ticket } from '../../../src/domain/ticket.js';
import { rowOf, type TicketRow } from '../../../src/domain/ticketRow.js';
import { decodeTicket } from '../../../src/store/codec/decodeTicket.js';
import { encodeTicket } from '../../../src/store/codec/encodeTicket.js';
import { StoreLayout } from '../../../src/store/layout.js';
import { RowSnapshot } from '../../../src/store/snapshot/rowSnapshot.js';
import { realProject, tempFolder, storePath, ticketPath } from '../../harness/tempStore.js';

/** Long enough ago for every file to be settled; each write comes a second after the last. */
let longAgo = Date.parse('2026-01-01T00:00:00Z');

/** A project with a copy of the real store, all of it written long ago. */
export async function oldRealProject(): Promise<string> {
  const project = await realProject();
  for (const name of await ticketNames(project)) await makeOld(storePath(project, 'tickets', name));
  return project;
}

/** A project with these tickets, written long ago. */
export async function projectWith(tickets: readonly Ticket[]): Promise<string> {
  const project = await tempFolder();
  await mkdir(storePath(project, 'tickets'), { recursive: true });
  for (const ticket of tickets) await writeOld(ticketPath(project, ticket.id), encodeTicket(ticket));
  return project;
}

/** Writes a file in place as if that had been long ago. */
export async function writeOld(file: string, text: string | Uint8Array): Promise<void> {
  await writeFile(file, text);
  await makeOld(file);
}

async function makeOld(file: string): Promise<void> {
  longAgo += 1000;
  await utimes(file, new Date(longAgo), new Date(longAgo));
}

/** Replaces a file as our own writers do, keeping its time. */
export async function replaceKeepingTime(file: string, text: string): Promise<void> {
  const { mtime } = await stat(file);
  await writeFile(`${file}.new`, text);
  await utimes(`${file}.new`, mtime, mtime);
  await rename(`${file}.new`, file);
}

export async function ticketNames(project: string): Promise<string[]> {
  return (await readdir(storePath(project, 'tickets'))).filter((name) => name.endsWith('.yaml'));
}

export function load(project: string): Promise<RowSnapshot> {
  return RowSnapshot.load(new StoreLayout(project));
}

/** Loads and saves, as each command does. @returns what was loaded */
export async function loadAndSave(project: string): Promise<RowSnapshot> {
  const snapshot = await load(project);
  await snapshot.save();
  return snapshot;
}

export function rowsPath(project: string): string {
  return storePath(project, 'tmp', 'rows.json');
}

export function byId(rows: readonly TicketRow[]): TicketRow[] {
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The rows that the files themselves hold, read without any cache. */
export async function truth(project: string): Promise<TicketRow[]> {
  const names = await ticketNames(project);
  const texts = await Promise.all(
    names.map((name) => readFile(path.join(storePath(project, 'tickets'), name), 'utf8')),
  );
  return byId(texts.map((text) => rowOf(decodeTicket(text))));
}
