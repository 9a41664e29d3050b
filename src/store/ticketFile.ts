import { access, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrokenFile } from '../domain/change.js';
import type { Ticket } from '../domain/ticket.js';
import { TicketreeError } from '../domain/errors.js';
import { decode } from './codec/ticketCodec.js';
import { TicketFormatError } from './codec/ticketFormatError.js';
import { systemCode } from './fileErrors.js';
import { hasShrunk, isSettled, sameStamp, stampOf, type FileStamp, type KnownStamp } from './fileStamp.js';
import { lockPath } from './layout.js';
import { lookQuickly } from './quickLook.js';

/** What is kept of a ticket file that was read: its ticket, or the reason why it has none. */
export type KnownFile = KnownStamp &
  ({ readonly kind: 'ticket'; readonly ticket: Ticket } | { readonly kind: 'broken'; readonly broken: BrokenFile });

/** A ticket file as it was read, with its whole text. */
export type TicketFile = KnownFile & { readonly text: string };

/** Stands where there is no file whose content could be read. */
const noStamp: FileStamp = { size: 0, mtimeMs: 0, ino: 0 };

/** How long a file that looks half-written may be one that somebody is writing in place, milliseconds. */
const settleMillis = 1000;

/**
 * The same for one that parses and has become shorter. Text editors write in place too: what they save shall show soon.
 */
const cutMillis = 50;

/**
 * Reads one ticket file. vibe-ticket truncates and writes in place, so that a file which does not parse, or has become
 * shorter, is read again while its lock exists or it has just changed, before it is believed.
 * @param known what the file was when it was last read
 * @returns null when there is no such file
 */
export async function readTicketFile(path: string, known?: FileStamp): Promise<TicketFile | null> {
  const quick = lookQuickly(path, known && { stamp: known, settled: false });
  if (typeof quick !== 'string') return quick;
  return outwaitWriter((isLast) => (isLast ? readTicketFileNow(path) : readUnlessInWriting(path, known)));
}

/**
 * Reads again and again while somebody writes, as long as one may take for that.
 * @param read told whether it is the last time, when what there is must do
 */
export async function outwaitWriter<T>(read: (isLast: boolean) => Promise<T | 'inWriting'>): Promise<T> {
  const deadline = performance.now() + settleMillis;
  for (let pause = 10; ; pause *= 2) {
    const result = await read(performance.now() >= deadline);
    if (result !== 'inWriting') return result;
    await delay(pause);
  }
}

/** As {@link readTicketFile}, for those who do not wait for a writer. */
export async function readUnlessInWriting(path: string, known?: FileStamp): Promise<TicketFile | null | 'inWriting'> {
  const read = await readTicketFileNow(path);
  if (read === null) return null;
  const { stamp, text, kind } = read;
  // A text that was cut at the end of a line may be a whole ticket by itself.
  const looksCut = Buffer.byteLength(text) !== stamp.size || (known !== undefined && hasShrunk(stamp, known));
  if (kind !== 'broken' && !looksCut) return read;
  return (await mayBeInWriting(path, stamp, kind === 'broken' ? settleMillis : cutMillis)) ? 'inWriting' : read;
}

/** Says in words that a ticket's file is broken. */
export function brokenFileError({ file, line, reason }: BrokenFile): TicketreeError {
  return new TicketreeError(
    'ticket_broken',
    `${file} cannot be read: ${line === null ? '' : `line ${String(line)}: `}${reason}.`,
    'Mend the file in a text editor; it is left as it is until then.',
  );
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
  return { kind: 'broken', text: '', stamp: noStamp, settled: false, broken: { file, line: null, reason } };
}

async function decodeFile(file: string, bytes: Buffer, stamp: FileStamp): Promise<TicketFile> {
  const text = bytes.toString('utf8');
  const read = { text, stamp, settled: isSettled(stamp) };
  if (!Buffer.from(text).equals(bytes)) {
    return { ...read, kind: 'broken', broken: { file, line: null, reason: 'the file is not UTF-8' } };
  }
  try {
    return { ...read, kind: 'ticket', ticket: await decode(text) };
  } catch (error) {
    if (!(error instanceof TicketFormatError)) throw error;
    return { ...read, kind: 'broken', broken: { file, line: error.line, reason: error.reason } };
  }
}

/** Whether somebody has begun to write after the stamp was taken. */
async function hasChanged(path: string, stamp: FileStamp): Promise<boolean> {
  if (stamp === noStamp) return false;
  const now = await stat(path).catch(() => null);
  if (now === null || !sameStamp(now, stamp)) return true;
  // A file that is being truncated is empty before it lets go of its blocks, and gets its new time last.
  return now.size === 0 && now.blocks > 0;
}

async function mayBeInWriting(path: string, stamp: FileStamp, millis: number): Promise<boolean> {
  if (Date.now() - stamp.mtimeMs < millis || (await hasChanged(path, stamp))) return true;
  return access(lockPath(path)).then(
    () => true,
    () => false,
  );
}
