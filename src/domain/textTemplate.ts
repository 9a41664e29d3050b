import type { Ticket } from './ticket.js';
import { typeOf } from './ticketMetadata.js';

const placeholder = /\{\{[ \t]{0,9}(\w{1,64})[ \t]{0,9}\}\}|\{(\w{1,64})\}/g;

/**
 * A text with its placeholders filled in: `{name}`, and `{{ name }}` as in vibe-ticket's templates. One that has no value
 * stays as it is, and what a value holds is filled in no further.
 */
export function fillTemplate(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(placeholder, (whole: string, double: string | undefined, single: string | undefined) => {
    const name = double ?? single ?? '';
    return Object.hasOwn(values, name) ? (values[name] ?? whole) : whole;
  });
}

/**
 * What a ticket puts in the place of `{id}`, `{short_id}`, `{slug}`, `{title}`, `{type}` and `{description}`, and of
 * vibe-ticket's `{{ ticket_id }}`, `{{ ticket_title }}` and `{{ summary }}`, which is the description or, where that is
 * empty, the title. Names are in one line each.
 * @param shortId without `#`
 */
export function ticketPlaceholders(ticket: Ticket, shortId: string): Record<string, string> {
  const { id, slug } = ticket;
  const title = ticket.title.replace(/\s+/g, ' ').trim();
  const description = ticket.description.trim();
  return {
    ...{ id, slug, title, description, type: typeOf(ticket), short_id: shortId },
    ...{ ticket_id: id, ticket_title: title, summary: description || title },
  };
}
