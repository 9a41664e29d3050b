import { sameValue } from '../../domain/sameValue.js';
import type { Ticket } from '../../domain/ticket.js';
import { decodeFile, decodeTicket } from './decodeTicket.js';
import { emitEntries } from './emitYaml.js';
import { emitTicket } from './encodeTicket.js';
import { asObject } from './jsonKind.js';
import { patchMap } from './patchBlock.js';
import { readYaml } from './readYaml.js';
import type { YamlFile } from './readYaml.js';
import { respellTicket } from './respell.js';
import { TicketFormatError } from './ticketFormatError.js';
import { ticketShape } from './ticketShape.js';
import { writableTicket } from './writableTicket.js';

interface Change {
  readonly file: YamlFile;
  readonly before: Ticket;
  readonly next: Ticket;
  readonly eol: string;
}

const byteOrderMark = '\ufeff';

/**
 * The file's text with only what differs from `next` written anew, as vibe-ticket would write it;
 * everything else keeps its bytes: comments, unknown keys, quoting, the order of keys.
 * @throws TicketFormatError if `source` cannot be read: a broken file is never overwritten
 */
export function patchTicket(source: string, next: Ticket): string {
  if (source.startsWith(byteOrderMark)) {
    return byteOrderMark + patchTicket(source.slice(1), next);
  }
  const file = readYaml(source);
  const eol = /^[^\n]*\r\n/.test(source) ? '\r\n' : '\n';
  const change = { file, before: decodeFile(file), next: writableTicket(next), eol };
  if (sameValue(change.before, change.next)) {
    return source;
  }
  for (const attempt of [patchInPlace, encodeWithUnknownKeys, encodeKnownKeys]) {
    const text = readableResult(attempt, change);
    if (text !== undefined) {
      return text;
    }
  }
  throw new Error(`ticket ${next.id} cannot be written so that it reads back the same`);
}

/** The attempt's text if it reads back as the wanted ticket. */
function readableResult(attempt: (change: Change) => string | undefined, change: Change): string | undefined {
  try {
    const text = attempt(change);
    return text !== undefined && sameValue(decodeTicket(text), change.next) ? text : undefined;
  } catch (error) {
    // Cutting an anchor away from its alias, for example, leaves a text that cannot be read.
    if (error instanceof TicketFormatError) {
      return undefined;
    }
    throw error;
  }
}

function patchInPlace({ file, before, next, eol }: Change): string | undefined {
  const change = { before: asObject(before), next: asObject(next), shape: ticketShape };
  return patchMap({ file, text: file.text, eol }, file.root, change, { start: 0, end: file.text.length });
}

/** The whole ticket anew, unknown keys at the end: for files that are not in block style, or whose anchors were cut. */
function encodeWithUnknownKeys({ file, before, next, eol }: Change): string {
  return emitEntries(respellTicket(file, before, next), 0).replaceAll('\n', eol);
}

function encodeKnownKeys({ next, eol }: Change): string {
  return emitTicket(next).replaceAll('\n', eol);
}
