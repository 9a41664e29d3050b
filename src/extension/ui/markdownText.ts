/** Text that Markdown shows as it stands. Every sign may be escaped, and none of them is worth an exception. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** A link to a ticket, to put into a text that is read as it stands too. */
export function markdownLink(title: string, link: string): string {
  // Only what would end or change the label is escaped.
  const label = oneLine(title).replace(/[\\[\]`*_<>]/g, escapeMarkdown);
  return `[${label}](${link})`;
}

/** A text without line breaks and control characters, which would end a line, or the text, for some reader. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}
