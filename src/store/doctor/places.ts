/** Where a ticket's file is, inside the store's folder. */
export function ticketPlace(name: string): string {
  return `tickets/${name}`;
}

/** 1-based line where git's conflict begins in a text, or null. */
export function conflictLine(text: string): number | null {
  const index = text.split('\n').findIndex((line) => /^<{7}(?: |\r?$)/.test(line));
  return index === -1 ? null : index + 1;
}
