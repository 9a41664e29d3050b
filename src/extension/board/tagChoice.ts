import type { TicketEdit } from '../../domain/edit.js';

/** A tag that may be given to several tickets, and how many of them have it. */
export interface TagChoice {
  readonly tag: string;
  readonly count: number;
}

/** The tags of the tickets, the most common first, and then the others that are known. */
export function tagChoices(tagsOfTickets: readonly (readonly string[])[], known: readonly string[]): TagChoice[] {
  const counts = new Map<string, number>();
  for (const tag of tagsOfTickets.flatMap((tags) => [...new Set(tags)])) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const used = [...counts].map(([tag, count]) => ({ tag, count })).sort((a, b) => b.count - a.count);
  return [...used, ...known.filter((tag) => !counts.has(tag)).map((tag) => ({ tag, count: 0 }))];
}

/** What a person has said of them. */
export interface TagAnswer {
  /** Tags that are ticked. */
  readonly ticked: ReadonlySet<string>;
  /** Tags that some tickets have and none shall keep. */
  readonly cleared: ReadonlySet<string>;
}

/**
 * The edit that an answer means. A tag that only some tickets have comes without a tick; it stays as it is until the
 * person says something else.
 * @param total how many tickets there are
 * @returns null when nothing changes
 */
export function tagEdit(
  choices: readonly TagChoice[],
  total: number,
  { ticked, cleared }: TagAnswer,
): TicketEdit | null {
  const counts = new Map(choices.map(({ tag, count }) => [tag, count]));
  const addTags = [...ticked].filter((tag) => (counts.get(tag) ?? 0) < total);
  const removeTags = choices
    .filter(({ tag, count }) => !ticked.has(tag) && (count === total || cleared.has(tag)))
    .map(({ tag }) => tag);
  return addTags.length + removeTags.length === 0 ? null : { addTags, removeTags };
}
