import { idPrefixOf, minPrefixLength } from './ticketRef.js';
import type { Ticket } from './ticket.js';

type Named = Pick<Ticket, 'id' | 'slug'>;

/** `#` and the digits of an id, whole or cut, as people write it; `&#1234;` and `other/project#1234` are something else. */
const shortMention = /(?<![\p{L}\p{N}_&])#([0-9a-f][0-9a-f-]{3,35})(?![\p{L}\p{N}_])/giu;
/** A slug of one word, such as `login`, would be found in every other text. */
const tellingSlug = /^[\p{L}\p{N}][\p{L}\p{N}._]*(?:-[\p{L}\p{N}._]+)+$/u;

/** Texts of which each mention of a ticket holds one; what holds one need not be a mention. */
export function mentionTexts({ id, slug }: Named): string[] {
  return [id, `#${id.slice(0, minPrefixLength)}`, ...(tellingSlug.test(slug) ? [slug] : [])];
}

/**
 * Whether a text names a ticket: by its id, by `#` and its first four or more digits, by its slug.
 * @param ids of all tickets, or of those whose ids begin like that of the ticket: what several begin with names none
 */
export function isMentioned(ticket: Named, text: string, ids: readonly string[]): boolean {
  if (holdsWord(text.toLowerCase(), ticket.id)) return true;
  if (tellingSlug.test(ticket.slug) && holdsWord(text, ticket.slug)) return true;
  for (const [, digits = ''] of text.matchAll(shortMention)) {
    const prefix = idPrefixOf(digits);
    if (
      prefix !== null &&
      ticket.id.startsWith(prefix) &&
      !ids.some((id) => id !== ticket.id && id.startsWith(prefix))
    ) {
      return true;
    }
  }
  return false;
}

/** Whether a word stands in a text as a whole. */
function holdsWord(text: string, word: string): boolean {
  const isPart = (character: string | undefined): boolean =>
    character !== undefined && /[\p{L}\p{N}_-]/u.test(character);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isPart(text[at - 1]) && !isPart(text[at + word.length])) return true;
  }
  return false;
}
