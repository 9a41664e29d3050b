import { eastAsianWidth } from 'get-east-asian-width';

/** Printable ASCII: one column each. */
const simple = /^[ -~]*$/;
/** Draws nothing of its own: marks on the character before, joiners, the inner and final letters of Hangul syllables. */
const invisible = /[\p{Mn}\p{Me}\p{Cc}\p{Default_Ignorable_Code_Point}\u1160-\u11ff\ud7b0-\ud7ff]/u;
const picture = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

let segmenter: Intl.Segmenter | undefined;

/** @returns how many columns of a terminal a line takes; escape sequences are not known and must come later */
export function displayWidth(line: string): number {
  return simple.test(line) ? line.length : charactersOf(line).reduce((sum, each) => sum + characterWidth(each), 0);
}

/** @returns the line, or its start and `…`, in at most `width` columns; no character is cut in two */
export function cut(line: string, width: number): string {
  if (displayWidth(line) <= width) return line;
  let start = '';
  let room = width - 1;
  for (const character of charactersOf(line)) {
    room -= characterWidth(character);
    if (room < 0) break;
    start += character;
  }
  return width < 1 ? '' : `${start}…`;
}

/** @returns spaces that bring the line to `width` columns */
export function padding(line: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(line)));
}

/** Characters as people count them: a family of emoji or a letter with its accents is one. */
function charactersOf(line: string): string[] {
  // Made when it is needed: it takes a millisecond.
  segmenter ??= new Intl.Segmenter();
  return Array.from(segmenter.segment(line), ({ segment }) => segment);
}

function characterWidth(character: string): number {
  // U+FE0F asks for the coloured picture of a character, which is wide.
  if (character.includes('\ufe0f')) return 2;
  const sum = Array.from(character).reduce(
    (width, each) => width + (invisible.test(each) ? 0 : eastAsianWidth(each.codePointAt(0) ?? 0)),
    0,
  );
  return picture.test(character) ? Math.min(2, sum) : sum;
}
