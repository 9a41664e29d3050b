import { TicketreeError } from './errors.js';
import { unstampedSlug } from './slug.js';
import type { Ticket } from './ticket.js';

/** Fewest digits of an id that name a ticket. */
const minPrefixLength = 4;

type Named = Pick<Ticket, 'id' | 'slug'>;

/**
 * The ticket that a person means by an id, a unique id prefix of four or more digits (with or without `#`), a full
 * slug, or a slug without its time stamp. What names a ticket exactly wins over what names it in part.
 * @throws TicketreeError `ticket_not_found` or `ticket_ambiguous`
 */
export function resolveTicket<T extends Named>(reference: string, tickets: Iterable<T>): T {
  const text = reference.trim();
  const all = [...tickets];
  const digits = hexDigits(text);
  const ways: ((ticket: T) => boolean)[] = [
    (ticket) => digits !== null && hexDigits(ticket.id) === digits,
    (ticket) => ticket.slug === text,
    (ticket) => unstampedSlug(ticket.slug) === text,
    (ticket) => digits !== null && (hexDigits(ticket.id)?.startsWith(digits) ?? false),
  ];
  for (const fits of ways) {
    const found = all.filter(fits);
    if (found.length > 1) throw ambiguous(text, found, shortIds(all.map((ticket) => ticket.id)));
    if (found[0]) return found[0];
  }
  throw new TicketreeError(
    'ticket_not_found',
    `No ticket is called "${text}".`,
    'Name it by its id, the first four or more digits of its id, or its slug; `ticketree list --include-done` shows all.',
  );
}

/** Shortest unique prefixes of at least four digits, by id; without `#`. */
export function shortIds(ids: Iterable<string>): Map<string, string> {
  const sorted = [...ids].sort();
  const result = new Map<string, string>();
  sorted.forEach((id, index) => {
    const shared = Math.max(sharedLength(id, sorted[index - 1]), sharedLength(id, sorted[index + 1]));
    result.set(id, id.slice(0, Math.max(minPrefixLength, shared + 1)).replace(/-$/, ''));
  });
  return result;
}

function sharedLength(one: string, other: string | undefined): number {
  if (other === undefined || one === other) return 0;
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

function hexDigits(text: string): string | null {
  const digits = text.replace(/^#/, '').replaceAll('-', '').toLowerCase();
  return digits.length >= minPrefixLength && /^[0-9a-f]+$/.test(digits) ? digits : null;
}

function ambiguous(text: string, found: readonly Named[], shorts: ReadonlyMap<string, string>): TicketreeError {
  const names = found.slice(0, 5).map((ticket) => `#${shorts.get(ticket.id) ?? ticket.id} (${ticket.slug})`);
  const more = found.length > names.length ? ` and ${String(found.length - names.length)} more` : '';
  return new TicketreeError(
    'ticket_ambiguous',
    `"${text}" could be ${names.join(', ')}${more}.`,
    'Give more digits of the id.',
  );
}
