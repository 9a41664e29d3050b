import { sep } from 'node:path';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import { mapLimited } from '../util/limiter.js';
import type { FileStamp, KnownStamp } from './fileStamp.js';
import type { StoreLayout } from './layout.js';
import { lookQuickly } from './quickLook.js';
import type { DiskHint } from './storeWatcher.js';
import type { KnownFile } from './ticketFile.js';
import { listTicketFiles } from './ticketFolder.js';

/** Reads a ticket's file; `inWriting` leaves one out that somebody is writing at this moment. */
export type ReadFile = (path: string, known?: FileStamp) => Promise<KnownFile | null | 'inWriting'>;

/** What was known of the tickets folder before. */
export interface KnownFiles {
  /** How many files were known. */
  readonly size: number;
  readonly fileNames: Iterable<string>;
  file(name: string): KnownStamp | undefined;
}

/** What one look at the tickets folder found. */
export interface ChangedFiles {
  /** Whether there is a store at all. */
  readonly isPresent: boolean;
  /** Files that are not as they were known, by name; null for those that are gone. */
  readonly read: Map<string, KnownFile | null>;
  readonly inWriting: string[];
  /** Files that needed a closer look, which takes fifty times as long as a look at others. */
  readonly unclear: readonly string[];
}

/** Files that need a closer look are read so many at once; more only queue in the thread pool of Node. */
const readsAtOnce = 16;

/** How long the process may be kept from everything else, such as a person's typing, milliseconds. */
const sliceMillis = 8;

/**
 * Reads the files of the tickets folder that are not as they are known: those of the hint, or any. Files in vibe-ticket's
 * own layout, nearly all, are read by synchronous calls in slices of time, which cost a fifth of a promise for each.
 * @throws TicketreeError `store_damaged`
 */
export async function readChangedFiles(
  layout: StoreLayout,
  known: KnownFiles,
  hint: DiskHint,
  readFile: ReadFile,
): Promise<ChangedFiles> {
  const found = hint === 'anything' ? listTicketFiles(layout) : null;
  const look: FirstLook = { folder: `${layout.tickets}${sep}`, known, familiar: 0, read: new Map(), unclear: [] };
  await lookAtFiles(hint === 'anything' ? (found ?? []) : hint.files, look);
  if (hint === 'anything' && look.familiar < known.size) await lookAtFiles(vanished(found ?? [], known), look);
  const inWriting: string[] = [];
  await mapLimited(look.unclear, readsAtOnce, async (name) => {
    const file = await readFile(look.folder + name, known.file(name)?.stamp);
    if (file === 'inWriting') inWriting.push(name);
    else look.read.set(name, file);
  });
  return { isPresent: hint !== 'anything' || found !== null, read: look.read, inWriting, unclear: look.unclear };
}

/** What is seen before anything needs to be waited for. */
interface FirstLook extends Pick<ChangedFiles, 'read' | 'unclear'> {
  /** The path before a file's name. */
  readonly folder: string;
  readonly known: KnownFiles;
  /** How many of the files were known before. */
  familiar: number;
  readonly unclear: string[];
}

async function lookAtFiles(names: Iterable<string>, look: FirstLook): Promise<void> {
  let sliceStart = Date.now();
  for (const name of names) {
    if (Math.abs(Date.now() - sliceStart) >= sliceMillis) {
      await letOthersRun();
      sliceStart = Date.now();
    }
    const known = look.known.file(name);
    if (known) look.familiar++;
    const file = lookQuickly(look.folder + name, known);
    if (file === 'unclear') look.unclear.push(name);
    else if (file !== 'asKnown') look.read.set(name, file);
  }
}

/** Files that were known and are not in the list of the folder; a list that is read while files are replaced may lie. */
function vanished(found: readonly string[], known: KnownFiles): string[] {
  const present = new Set(found);
  return [...known.fileNames].filter((name) => !present.has(name));
}
