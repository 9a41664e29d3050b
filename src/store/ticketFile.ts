import { access, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrokenFile } from '../domain/change.js';
import type { Ticket } from '../domain/ticket.js';
import { TicketreeError } from '../domain/errors.js';
import { decodeTicket } from './codec/decodeTicket.js';
import { TicketFormatError } from './codec/ticketFormatError.js';
import { systemCode } from './fileErrors.js';
import { lockPath } from './layout.js';

/** What tells without reading whether a file is still the one that was read. */
export interface FileStamp {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ino: number;
}

interface FileBytes {
  readonly text: string;
  readonly stamp: FileStamp;
  /** False for a file that was read so soon after it was written that a change may leave its stamp the same. */
  readonly settled: boolean;
}

/** A ticket file as it was read: a ticket, or the reason why it is none. */
export type TicketFile =
  | (FileBytes & { readonly kind: 'ticket'; readonly ticket: Ticket })
  | (FileBytes & { readonly kind: 'broken'; readonly broken: BrokenFile });

/** Longest step of a file system's clock that we reckon with, milliseconds. */
const clockStepMillis = 50;

/** How long a file that does not parse may be one that somebody is writing in place, milliseconds. */
const settleMillis = 1000;

/**
 * Reads one ticket file. vibe-ticket truncates and writes in place, so that a file which does not parse while its lock
 * exists, or which changed within the last second, is read again before it is called broken.
 * @returns null when there is no such file
 */
export async function readTicketFile(path: string): Promise<TicketFile | null> {
  const deadline = Date.now() + settleMillis;
  for (let pause = 10; Date.now() < deadline; pause *= 2) {
    const read = await readUnlessInWriting(path);
    if (read !== 'inWriting') return read;
    await delay(pause);
  }
  return readTicketFileNow(path);
}

/** As {@link readTicketFile}, for those who do not wait for a writer. */
export async function readUnlessInWriting(path: string): Promise<TicketFile | null | 'inWriting'> {
  const read = await readTicketFileNow(path);
  return read?.kind === 'broken' && (await mayBeInWriting(path, read.stamp)) ? 'inWriting' : read;
}

/** Says in words that a ticket's file is broken. */
export function brokenFileError({ file, line, reason }: BrokenFile): TicketreeError {
  return new TicketreeError(
    'ticket_broken',
    `${file} cannot be read: ${line === null ? '' : `line ${String(line)}: `}${reason}.`,
    'Mend the file in a text editor; it is left as it is until then.',
  );
}

export async function readStamp(path: string): Promise<FileStamp | null> {
  try {
    return stampOf(await stat(path));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function stampOf({ size, mtimeMs, ino }: FileStamp): FileStamp {
  return { size, mtimeMs, ino };
}

export function sameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ino === b.ino;
}

/** What the file holds at this moment, be it half-written. @returns null when there is no such file */
export async function readTicketFileNow(path: string): Promise<TicketFile | null> {
  const file = basename(path);
  let bytes: Buffer;
  let stamp: FileStamp;
  try {
    // The stamp is taken first: if the file changes in between, the next look sees that its stamp is another.
    const stats = await stat(path);
    // A pipe would keep its reader waiting for ever.
    if (!stats.isFile()) {
      return unreadable(file, stats.isDirectory() ? 'this is a folder, not a file' : 'this is no file');
    }
    stamp = stampOf(stats);
    bytes = await readFile(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    const code = systemCode(error);
    if (code === undefined) throw error;
    return unreadable(file, `cannot be read (${code})`);
  }
  return decodeFile(file, bytes, stamp);
}

function unreadable(file: string, reason: string): TicketFile {
  const stamp = { size: 0, mtimeMs: 0, ino: 0 };
  return { kind: 'broken', text: '', stamp, settled: false, broken: { file, line: null, reason } };
}

function decodeFile(file: string, bytes: Buffer, stamp: FileStamp): TicketFile {
  const text = bytes.toString('utf8');
  const read: FileBytes = {
    text,
    stamp,
    settled: Date.now() - stamp.mtimeMs > clockStepMillis,
  };
  if (!Buffer.from(text).equals(bytes)) {
    return { ...read, kind: 'broken', broken: { file, line: null, reason: 'the file is not UTF-8' } };
  }
  try {
    return { ...read, kind: 'ticket', ticket: decodeTicket(text) };
  } catch (error) {
    if (!(error instanceof TicketFormatError)) throw error;
    return { ...read, kind: 'broken', broken: { file, line: error.line, reason: error.reason } };
  }
}

async function mayBeInWriting(path: string, stamp: FileStamp): Promise<boolean> {
  if (Date.now() - stamp.mtimeMs < settleMillis) return true;
  return access(lockPath(path)).then(
    () => true,
    () => false,
  );
}
