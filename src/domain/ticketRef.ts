import { TicketreeError } from './errors.js';
import { unstampedSlug } from './slug.js';
import type { Ticket } from './ticket.js';

/** Fewest digits of an id that name a ticket. */
export const minPrefixLength = 4;
/** The digits of a UUID between its hyphens, or as many of them as there are. */
const idDigits = /^([0-9a-f]{1,8})([0-9a-f]{0,4})([0-9a-f]{0,4})([0-9a-f]{0,4})([0-9a-f]{0,12})$/;

const wholeIdLength = 36;

type Named = Pick<Ticket, 'id' | 'slug'>;

/**
 * The ticket that a person means. A reference is tried as
 * 1. a whole id, or the first four or more digits of one id only, with or without `#`,
 * 2. a whole slug,
 * 3. a slug without its time stamp.
 * Ids come first, so that a ticket named by its digits is found by the names of the files, and no other is read.
 * Digits that several ids begin with may still be a slug; only when they are none is the reference ambiguous.
 * @throws TicketreeError `ticket_not_found` or `ticket_ambiguous`
 */
export function resolveTicket<T extends Named>(reference: string, tickets: Iterable<T>): T {
  const text = reference.trim();
  const all = [...tickets];
  const prefix = idPrefixOf(text);
  const byId = prefix === null ? [] : all.filter(({ id }) => id.startsWith(prefix));
  const found = byId.length === 1 ? byId : (ticketsOfSlug(text, all) ?? byId);
  if (found.length > 1) throw ambiguous(text, found, all);
  if (found[0]) return found[0];
  throw new TicketreeError(
    'ticket_not_found',
    `No ticket is called "${text}".`,
    'Name it by its id, the first four or more digits of its id, or its slug; `ticketree list --include-done` shows all.',
  );
}

/**
 * What an id begins with that a person has typed, as ids are written: `#04A68852F` means `04a68852-f`.
 * @returns null for what is no beginning of an id, or is too short to name one. Hyphens stand where an id has them or
 * nowhere, so that a slug such as `add-bed` is none
 */
export function idPrefixOf(reference: string): string | null {
  const text = reference.trim().replace(/^#/, '').replace(/-$/, '').toLowerCase();
  const [digits = '', ...groups] = idDigits.exec(text.replaceAll('-', '')) ?? [];
  const prefix = groups.filter((group) => group !== '').join('-');
  return digits.length >= minPrefixLength && (text === digits || text === prefix) ? prefix : null;
}

/** Whether what {@link idPrefixOf} made of a reference is an id, and no mere beginning of one. */
export function isWholeId(prefix: string): boolean {
  return prefix.length === wholeIdLength;
}

/** Shortest unique prefixes of at least four digits, by id; without `#`. */
export function shortIds(ids: Iterable<string>): Map<string, string> {
  const sorted = [...ids].sort();
  const result = new Map<string, string>();
  sorted.forEach((id, index) => {
    const shared = Math.max(sharedLength(id, sorted[index - 1]), sharedLength(id, sorted[index + 1]));
    result.set(id, shorten(id, shared));
  });
  return result;
}

/** The same for one ticket among others, for whoever needs no more: one pass, nothing sorted. */
export function shortIdOf(id: string, ids: Iterable<string>): string {
  let shared = 0;
  for (const other of ids) shared = Math.max(shared, sharedLength(id, other));
  return shorten(id, shared);
}

/** @param shared how many characters the id has in common with the one most like it */
function shorten(id: string, shared: number): string {
  return id.slice(0, Math.max(minPrefixLength, shared + 1)).replace(/-$/, '');
}

function sharedLength(one: string, other: string | undefined): number {
  if (other === undefined || one === other) return 0;
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

function ticketsOfSlug<T extends Named>(text: string, tickets: readonly T[]): readonly T[] | null {
  const whole = tickets.filter(({ slug }) => slug === text);
  const found = whole.length > 0 ? whole : tickets.filter(({ slug }) => isStamped(slug, text));
  return found.length > 0 ? found : null;
}

function isStamped(slug: string, text: string): boolean {
  // Most slugs end otherwise, and are sorted out without a regular expression.
  return slug.endsWith(text) && unstampedSlug(slug) === text;
}

function ambiguous(text: string, found: readonly Named[], all: readonly Named[]): TicketreeError {
  const ids = all.map(({ id }) => id);
  const names = found.slice(0, 5).map(({ id, slug }) => `#${shortIdOf(id, ids)} (${slug})`);
  const more = found.length > names.length ? ` and ${found.length - names.length} more` : '';
  return new TicketreeError(
    'ticket_ambiguous',
    `"${text}" could be ${names.join(', ')}${more}.`,
    'Give more digits of the id.',
  );
}
