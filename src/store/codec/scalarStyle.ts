import { isAmbiguous } from './plainScalar.js';

/** How a text is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal';

/**
 * What unsafe-libyaml calls not printable: controls except the line feed, C1, BOM, U+FFFE, U+FFFF.
 * U+2028 and U+2029 are added by us: libyaml takes them for line breaks and corrupts texts that hold them.
 */
const needsEscape = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

/** Finds the same and halves of surrogate pairs as well, but is many times faster. */
const mayNeedEscape = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

/** Keys, states and slugs are such words, and most scalars are keys. */
const plainWord = /^(?!null$|true$|false$)[a-z][a-z\d_-]*$/;

const spaceAtLineEnd = / (?:\n|$)/;

/** A space or an indicator first; an indicator before a blank; what would be a document's border. */
const notPlainStart = /^(?:[ #,[\]{}&*!|>'"%@`]|[-?:](?: |$)|---|\.\.\.)/;

/** The style that serde_yaml 0.9 (`serialize_str`) and unsafe-libyaml (`analyze_scalar`, `select_scalar_style`) choose. */
export function scalarStyle(text: string): ScalarStyle {
  if (plainWord.test(text)) {
    return 'plain';
  }
  if (mayNeedEscape.test(text) && needsEscape.test(text)) {
    return 'double';
  }
  if (text.includes('\n')) {
    return spaceAtLineEnd.test(text) ? 'double' : 'literal';
  }
  return isAmbiguous(text) || notPlainStart.test(text) || breaksLine(text) ? 'single' : 'plain';
}

/** Whether a part of the text would be taken for a key, a comment or nothing. */
function breaksLine(text: string): boolean {
  return text.includes(': ') || text.endsWith(':') || text.includes(' #') || text.endsWith(' ');
}

/** The characters that a double-quoted scalar must escape (unsafe-libyaml, `write_double_quoted_scalar`). */
export function isEscaped(character: string): boolean {
  return character === '"' || character === '\\' || character === '\n' || needsEscape.test(character);
}
