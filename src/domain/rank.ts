import { generateKeyBetween, generateNKeysBetween } from 'jittered-fractional-indexing';
import type { Ticket } from './ticket.js';
import { timestampMillis } from './timestamp.js';

/**
 * The order of cards: a fractional-index key in `metadata.rank`, compared by code unit, ties broken by id. Keys are
 * jittered, so that two people who drop into the same gap at once get different ones, and a drop writes one file.
 */
export interface Ranked {
  readonly id: string;
  readonly rank: string;
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A key's first character says how long its integer part is: `h` has eight digits, room for any date to come. */
const implicitHead = 'h';
const implicitTimeDigits = 8;
const implicitIdDigits = 6;

/** The key of a ticket: the one that it was placed by, else one made of its creation time and id. */
export function effectiveRank(ticket: Pick<Ticket, 'id' | 'created_at' | 'metadata'>): string {
  const rank = ticket.metadata['rank'];
  return typeof rank === 'string' && isRank(rank) ? rank : implicitRank(ticket);
}

/** Orders by rank, then by id; never by locale, which would sort capitals beside small letters. */
export function compareRanked(a: Ranked, b: Ranked): number {
  return compareCodeUnits(a.rank, b.rank) || compareCodeUnits(a.id, b.id);
}

/**
 * The keys that put cards, in this order, where a person dropped them.
 * @param column the cards of the column, in order; those that are dropped may be among them
 * @param beforeId the card before which they shall stand; null, or a card that has gone meanwhile: at the end. One of
 * the dropped cards means the place that it had
 * @returns for each card a new key, or null for all when their present ones put them there already
 */
export function ranksForPlace(
  column: readonly Ranked[],
  beforeId: string | null,
  cards: readonly Ranked[],
): readonly (string | null)[] {
  const dropped = new Set(cards.map(({ id }) => id));
  const isOther = ({ id }: Ranked): boolean => !dropped.has(id);
  const others = column.filter(isOther);
  const index = column.findIndex(({ id }) => id === beforeId);
  const place = index === -1 ? others.length : column.slice(0, index).filter(isOther).length;
  const previous = others[place - 1];
  const next = others[place];
  const wanted = [previous, ...cards, next].filter((card) => card !== undefined);
  if (isInOrder(wanted)) return cards.map(() => null);
  // Equal neighbours leave no gap, and one file alone cannot part them: the cards come behind all that are equal.
  const upper = others.slice(place).find((card) => card.rank > (previous?.rank ?? ''));
  return keysBetween(previous?.rank ?? null, upper?.rank ?? null, cards.length);
}

/** One key gets the whole gap, so that keys grow slowly when card after card is dropped into it. */
function keysBetween(lower: string | null, upper: string | null, count: number): readonly string[] {
  return count === 1 ? [generateKeyBetween(lower, upper)] : generateNKeysBetween(lower, upper, count);
}

function isInOrder(cards: readonly Ranked[]): boolean {
  return cards.every((card, index) => {
    const before = cards[index - 1];
    return before === undefined || compareRanked(before, card) < 0;
  });
}

/** Whether text from a file is a key that new keys can be made beside. */
function isRank(text: string): boolean {
  const head = text.charCodeAt(0);
  const integerLength = head >= 97 && head <= 122 ? head - 95 : head >= 65 && head <= 90 ? 92 - head : Infinity;
  if (text.length < integerLength || text.length > 500 || !/^[0-9A-Za-z]+$/.test(text)) return false;
  const isSmallest = text === `A${'0'.repeat(26)}`;
  return !isSmallest && (text.length === integerLength || !text.endsWith('0'));
}

function implicitRank(ticket: Pick<Ticket, 'id' | 'created_at'>): string {
  const millis = Math.max(0, timestampMillis(ticket.created_at) || 0);
  const idStart = Number.parseInt(ticket.id.replaceAll('-', '').slice(0, 8), 16) || 0;
  // A key may not end in zero, hence the last digit.
  return `${implicitHead}${base62(millis, implicitTimeDigits)}${base62(idStart, implicitIdDigits)}1`;
}

function base62(value: number, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 62)) text = digits.charAt(rest % 62) + text;
  return text;
}

function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
