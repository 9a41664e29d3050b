import type { JsonValue, Ticket } from '../../domain/ticket.js';

const loneSurrogate = /\p{Surrogate}/gu;

/**
 * The ticket as a file can hold it: half a surrogate pair is no UTF-8 and becomes U+FFFD,
 * and a number that JSON does not know becomes null, as in `JSON.stringify`.
 */
export function writableTicket(ticket: Ticket): Ticket {
  return writableValue(ticket as unknown as JsonValue) as unknown as Ticket;
}

function writableValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') {
    return value.replace(loneSurrogate, '\ufffd');
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : null;
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(writableValue);
  }
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, child]) => [key.replace(loneSurrogate, '\ufffd'), writableValue(child)]),
  );
}
