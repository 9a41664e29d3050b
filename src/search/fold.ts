export const beyondAscii = /[\u0080-\uffff]/;
const latinMarks = /(?<=\p{Script=Latin})\p{M}+/gu;
/** Letters whose stroke or ligature Unicode does not take apart, and marks that only choose how a character is drawn. */
const folds: Readonly<Record<string, string>> = { æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ς: 'σ' };
const foldable = /[æœøłđðþς]|\ufe0e|\ufe0f|\u20e3|[\u{1f3fb}-\u{1f3ff}]/gu;

/**
 * The form in which texts are compared: without case, widths, and the accents of Latin letters. The marks of other
 * scripts stay, since they make other letters: か is not が. Emoji lose their skin tone.
 */
export function fold(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase();
  return (
    text
      .normalize('NFKC')
      // By way of upper case: only that makes ss of ß, and i of ı; but its ẞ must be ß first.
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      .normalize('NFD')
      .replace(latinMarks, '')
      .normalize('NFC')
      .replace(foldable, (character) => folds[character] ?? '')
  );
}
