import { join } from 'node:path';
import type { BrokenFile } from '../domain/change.js';
import type { FormatResult, UnformattedFile } from '../domain/formatResult.js';
import { mapLimited } from '../util/limiter.js';
import { writeFileAtomic } from './atomicFile.js';
import { readCanonical } from './codec/canonicalTicket.js';
import { TicketFormatError } from './codec/ticketFormatError.js';
import type { StoreLayout } from './layout.js';
import { withLock } from './lock/fileLock.js';
import { refuseNewerSchema } from './schemaVersion.js';
import { readTicketFile, readTicketFileNow, type TicketFile } from './ticketFile.js';
import { listTicketFiles, storeGoneError } from './ticketFolder.js';

export interface FormatOptions {
  /** Looks only, and writes nothing. */
  readonly check: boolean;
  /** Formats also the files whose comments are lost by it. */
  readonly dropComments: boolean;
}

type Outcome =
  | { readonly kind: 'canonical' }
  | { readonly kind: 'unformatted'; readonly id: string; readonly source: string; readonly text: string }
  | { readonly kind: 'comments' }
  | { readonly kind: 'refused'; readonly broken: BrokenFile };

/** Files that are worked on at once. */
const filesAtOnce = 16;

/**
 * Gives ticket files the form in which vibe-ticket writes them. No value changes, so that there is nothing to undo.
 * @param names file names inside the tickets folder; all of them when left out
 * @throws TicketreeError `no_store`, `store_newer`, `ticket_locked`, `not_writable`, `disk_full`; files that were
 * formatted before stay so
 */
export async function formatTickets(
  layout: StoreLayout,
  options: FormatOptions,
  names = listTicketFiles(layout),
): Promise<FormatResult> {
  if (names === null) throw storeGoneError(layout, undefined);
  if (!options.check) await refuseNewerSchema(layout);
  const outcomes = new Map<string, Outcome>();
  await mapLimited([...new Set(names)], filesAtOnce, async (name) => {
    outcomes.set(name, await formatFile(join(layout.tickets, name), name, options));
  });
  return resultOf(outcomes, options);
}

/** Looks without a lock first: nearly all files have nothing to be done. */
async function formatFile(path: string, name: string, options: FormatOptions): Promise<Outcome> {
  const seen = await examine(await readTicketFile(path), name, options);
  if (options.check || seen.kind !== 'unformatted') return seen;
  return withLock(path, 'format_ticket', async (held) => {
    const outcome = await examine(await readTicketFile(path), name, options);
    if (outcome.kind !== 'unformatted') return outcome;
    const check = async (): Promise<void> => {
      held.assertHeld();
      if ((await readTicketFileNow(path))?.text !== outcome.source) throw new FileChanged();
    };
    try {
      await writeFileAtomic(path, outcome.text, check);
      return outcome;
    } catch (error) {
      // An editor knows nothing of locks; what it saved is what counts.
      if (error instanceof FileChanged) return refusal(name, null, 'the file changed while it was being formatted');
      throw error;
    }
  });
}

class FileChanged extends Error {}

async function examine(read: TicketFile | null, name: string, { dropComments }: FormatOptions): Promise<Outcome> {
  // Somebody has deleted the file.
  if (read === null) return { kind: 'canonical' };
  if (read.kind === 'broken') return { kind: 'refused', broken: read.broken };
  const { text: source, ticket } = read;
  if (readCanonical(source) !== undefined) return { kind: 'canonical' };
  try {
    const { canonicalText } = await import('./codec/formatTicket.js');
    const { text, losesComments } = canonicalText(source);
    if (text === source) return { kind: 'canonical' };
    if (losesComments && !dropComments) return { kind: 'comments' };
    return { kind: 'unformatted', id: ticket.id, source, text };
  } catch (error) {
    if (!(error instanceof TicketFormatError)) throw error;
    return refusal(name, error.line, error.reason);
  }
}

function refusal(file: string, line: number | null, reason: string): Outcome {
  return { kind: 'refused', broken: { file, line, reason } };
}

function resultOf(outcomes: ReadonlyMap<string, Outcome>, { check }: FormatOptions): FormatResult {
  const unformatted: UnformattedFile[] = [];
  const refused: BrokenFile[] = [];
  const comments: string[] = [];
  for (const file of [...outcomes.keys()].sort()) {
    const outcome = outcomes.get(file);
    if (outcome?.kind === 'unformatted') unformatted.push({ id: outcome.id, file });
    if (outcome?.kind === 'refused') refused.push(outcome.broken);
    if (outcome?.kind === 'comments') comments.push(file);
  }
  return check
    ? { formatted: [], unformatted, refused, comments }
    : { formatted: unformatted, unformatted: [], refused, comments };
}
