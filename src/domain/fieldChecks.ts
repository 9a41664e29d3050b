import { TicketreeError } from './errors.js';

/** Longer titles are texts, and belong into the description. Counted in UTF-16 units. */
const maxTitleLength = 2_000;
const maxTagLength = 200;
/** Of a comment or a criterion: about what a forge takes. */
const maxTextLength = 100_000;
/** Tags, tasks, comments and the like of one ticket: more than people write, so that a script that runs wild stops. */
const maxItems = 10_000;

/** A title is one line with something in it. @throws TicketreeError `invalid_value` */
export function checkTitle(text: string): string {
  const title = text.replace(/\s+/g, ' ').trim();
  if (title === '') throw invalid('A title cannot be empty.', 'Say in a few words what is to be done.');
  if (title.length <= maxTitleLength) return title;
  throw invalid(
    `A title can have ${maxTitleLength} characters; this one has ${title.length}.`,
    'Put the rest into the description.',
  );
}

/** A tag: one line, no comma, because lists of tags are typed with commas. @throws TicketreeError `invalid_value` */
export function checkTag(text: string): string {
  const tag = text.trim();
  if (tag === '') throw invalid('A tag cannot be empty.', 'Leave it out.');
  if (/[,\n\r\u2028\u2029]/.test(tag)) {
    throw invalid(`${JSON.stringify(tag)} cannot be a tag.`, 'A tag has no comma and no line break; add several tags.');
  }
  if (tag.length <= maxTagLength) return tag;
  throw invalid(`A tag can have ${maxTagLength} characters; this one has ${tag.length}.`, 'Use a shorter word.');
}

/**
 * Text of several lines with something in it. Blank lines around it are cut, but not the first line's indent, which
 * means code in Markdown.
 * @param what for the sentence: "A comment"
 * @throws TicketreeError `invalid_value`
 */
export function checkText(text: string, what: string): string {
  const trimmed = text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
  if (trimmed === '') throw invalid(`${what} cannot be empty.`, 'Say something.');
  if (trimmed.length <= maxTextLength) return trimmed;
  throw invalid(
    `${what} can have ${maxTextLength} characters; this one has ${trimmed.length}.`,
    'Put the long text into a file of the project and name it here.',
  );
}

/**
 * @param what for the sentence, in the plural: "tags"
 * @throws TicketreeError `invalid_value` when a ticket would have more of them than a ticket may have
 */
export function checkCount<T>(items: readonly T[], what: string): readonly T[] {
  if (items.length <= maxItems) return items;
  throw invalid(`A ticket can have ${maxItems} ${what}, and this would make ${items.length}.`, 'Use several tickets.');
}

function invalid(message: string, hint: string): TicketreeError {
  return new TicketreeError('invalid_value', message, hint);
}
