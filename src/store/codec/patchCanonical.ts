import { sameValue } from '../../domain/sameValue.js';
import type { Ticket } from '../../domain/ticket.js';
import { readCanonical } from './canonicalTicket.js';
import { emitTicket } from './encodeTicket.js';
import { mergeKeys } from './keyOrder.js';
import { writableTicket } from './writableTicket.js';

/**
 * The same text as `patchTicket` gives, but without the `yaml` package: in a file of canonical form that is the next
 * ticket's own canonical form, with metadata in the order of the file.
 * @returns undefined for a file in another form, and for a ticket that would not read back the same
 */
export function patchCanonical(source: string, next: Ticket): string | undefined {
  const before = readCanonical(source);
  if (before === undefined) {
    return undefined;
  }
  const wanted = writableTicket(next);
  if (sameValue(before, wanted)) {
    return source;
  }
  const names = mergeKeys(Object.keys(before.metadata), Object.keys(wanted.metadata));
  const metadata = Object.fromEntries(names.map((name) => [name, wanted.metadata[name] ?? null]));
  const text = emitTicket({ ...wanted, metadata });
  return sameValue(readCanonical(text), wanted) ? text : undefined;
}
