import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mapLimited } from '../util/limiter.js';
import { explainReadFailure, systemCode } from './fileErrors.js';
import { isTicketFileName, type StoreLayout } from './layout.js';
import type { DiskHint } from './storeWatcher.js';
import { readStamp, sameStamp, type TicketFile } from './ticketFile.js';
import type { TicketIndex } from './ticketIndex.js';

/** Reads a ticket's file; `inWriting` leaves one out that somebody is writing at this moment. */
export type ReadFile = (path: string) => Promise<TicketFile | null | 'inWriting'>;

/** What one look at the tickets folder found. */
export interface ChangedFiles {
  /** Whether there is a store at all. */
  readonly isPresent: boolean;
  /** Files that are not as the index has them, by name; null for those that are gone. */
  readonly read: Map<string, TicketFile | null>;
  readonly inWriting: string[];
}

/** Files read at once; more only queue in the thread pool of Node. */
const readsAtOnce = 16;

/** Reads the files of the tickets folder that are not as the index knows them: those of the hint, or any. */
export async function readChangedFiles(
  layout: StoreLayout,
  index: TicketIndex,
  hint: DiskHint,
  readFile: ReadFile,
): Promise<ChangedFiles> {
  const found = hint === 'anything' ? await listTicketFiles(layout) : [];
  // Names that were known so far are looked for too, so that what has gone is noticed.
  const names = hint === 'anything' ? new Set([...(found ?? []), ...index.fileNames]) : hint.files;
  const read = new Map<string, TicketFile | null>();
  const inWriting: string[] = [];
  await mapLimited([...names], readsAtOnce, async (name) => {
    const path = join(layout.tickets, name);
    if (await isKnown(path, index.file(name))) return;
    const file = await readFile(path);
    if (file === 'inWriting') inWriting.push(name);
    else read.set(name, file);
  });
  return { isPresent: found !== null, read, inWriting };
}

/** Names of the ticket files; null when there is no store. */
async function listTicketFiles(layout: StoreLayout): Promise<string[] | null> {
  try {
    return (await readdir(layout.tickets)).filter(isTicketFileName);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw explainReadFailure(error, layout.tickets);
    // vibe-ticket and git leave an empty tickets folder out; a store without tickets is still one.
    return (await readStamp(layout.root)) === null ? null : [];
  }
}

async function isKnown(path: string, known: TicketFile | undefined): Promise<boolean> {
  if (known?.settled !== true) return false;
  const stamp = await readStamp(path);
  return stamp !== null && sameStamp(stamp, known.stamp);
}
