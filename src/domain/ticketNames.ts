import type { Ticket } from './ticket.js';
import { shortIds } from './ticketRef.js';

type Titled = Pick<Ticket, 'id' | 'title'>;

const maxNamed = 5;
const maxTitleLength = 50;

/**
 * Names tickets in a sentence, as `#3f2a Fix login`.
 * @param ids of all tickets, so that each short id can be typed
 */
export function ticketNamer(ids: Iterable<string>): (ticket: Titled) => string {
  const shorts = shortIds(ids);
  return ({ id, title }) => `#${shorts.get(id) ?? id} ${shortTitle(title)}`;
}

/** The first five names, and how many more there are. */
export function joinNames(names: readonly string[]): string {
  const more = names.length - maxNamed;
  return names.slice(0, maxNamed).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function shortTitle(title: string): string {
  const line = title.replace(/\s+/g, ' ');
  if (line.length <= maxTitleLength) return line;
  // By what a reader sees as one character, so that no emoji is cut in half.
  const characters = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment);
  return characters.length <= maxTitleLength ? line : `${characters.slice(0, maxTitleLength).join('')}…`;
}
