let dictionary: Readonly<Record<string, string>> | undefined;

/** The host puts the dictionary, English to the editor's language, into the page as JSON. */
function readDictionary(): Readonly<Record<string, string>> {
  const json = document.getElementById('l10n')?.textContent ?? '{}';
  return JSON.parse(json) as Record<string, string>;
}

/** Puts arguments for `{0}`, `{1}`, … in one pass, so that an argument which looks like a place is left alone. */
export function fill(text: string, args: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (place, index: string) => String(args[Number(index)] ?? place));
}

/** The text in the editor's language; English where nobody has translated it. */
export function t(text: string, ...args: readonly (string | number)[]): string {
  dictionary ??= readDictionary();
  return fill(dictionary[text] ?? text, args);
}
