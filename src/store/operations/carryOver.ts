import { dirname } from 'node:path';
import { mergeTickets } from '../../domain/mergeTickets.js';
import { syncFolder } from '../atomicFile.js';
import { decode, patch } from '../codec/ticketCodec.js';
import { readTicketFile, type TicketFile } from '../ticketFile.js';
import { ChangedMeanwhile, prepareReplacement, type ReplacedFile } from './replacedFile.js';

/** A change of a ticket's text. */
interface TextChange {
  /** Null where there was no file. */
  readonly from: string | null;
  readonly to: string;
}

/**
 * Makes a change in a ticket file that may hold something else by now: cells that somebody has changed since stay as
 * they are. A file that is gone comes back; one that cannot be read is left alone. Its lock must be held.
 * @throws TicketreeError `not_writable` or `disk_full`
 */
export async function carryOver(path: string, change: TextChange): Promise<void> {
  for (let rest: TextChange | null = change; rest !== null;) rest = await carryOverOnce(path, rest);
}

/**
 * Carries over what somebody wrote to a file when another had taken its place already, and closes it.
 * @throws as {@link carryOver}
 */
export async function carryOverLateText(replaced: ReplacedFile): Promise<void> {
  const change = await lateChange(replaced);
  if (change !== null) await carryOver(replaced.path, change);
}

/** @returns what is to be carried over next, since somebody goes on writing; null when all is done */
async function carryOverOnce(path: string, change: TextChange): Promise<TextChange | null> {
  const now = await readTicketFile(path);
  const text = await textAfter(change, now);
  if (text === (now?.text ?? null)) return null;
  const replacement = await prepareReplacement(path, now?.text ?? null, text);
  try {
    const replaced = replacement.run();
    await syncFolder(dirname(path));
    return replaced && (await lateChange(replaced));
  } catch (error) {
    await replacement.discard();
    if (error instanceof ChangedMeanwhile) return change;
    throw error;
  }
}

async function textAfter({ from, to }: TextChange, now: TicketFile | null): Promise<string> {
  if (now === null || now.text === from) return to;
  // What was made anew meanwhile is another's.
  if (now.kind === 'broken' || from === null) return now.text;
  const { ticket } = mergeTickets(await decode(from), await decode(to), now.ticket);
  return patch(now.text, ticket);
}

async function lateChange(replaced: ReplacedFile): Promise<TextChange | null> {
  try {
    const to = await replaced.readLateText();
    return to === null ? null : { from: replaced.text, to };
  } finally {
    replaced.close();
  }
}
