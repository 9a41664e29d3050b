import { isAmbiguous } from './plainScalar.js';

/** How a text is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal';

/**
 * What unsafe-libyaml calls not printable: controls except the line feed, C1, BOM, U+FFFE, U+FFFF.
 * U+2028 and U+2029 are added by us: libyaml takes them for line breaks and corrupts texts that hold them.
 */
const needsEscape = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

const spaceAtLineEnd = / (?:\n|$)/;

const notPlain = [
  /^[ #,[\]{}&*!|>'"%@`]/, // a space or an indicator first
  /^[-?:](?: |$)/, // an indicator only before a blank
  /^(?:---|\.\.\.)/, // would be a document's border
  /:(?: |$)/, // would be a key
  / #/, // would be a comment
  / $/,
];

/** The style that serde_yaml 0.9 (`serialize_str`) and unsafe-libyaml (`analyze_scalar`, `select_scalar_style`) choose. */
export function scalarStyle(text: string): ScalarStyle {
  if (needsEscape.test(text)) {
    return 'double';
  }
  if (text.includes('\n')) {
    return spaceAtLineEnd.test(text) ? 'double' : 'literal';
  }
  return isAmbiguous(text) || notPlain.some((pattern) => pattern.test(text)) ? 'single' : 'plain';
}

/** The characters that a double-quoted scalar must escape (unsafe-libyaml, `write_double_quoted_scalar`). */
export function isEscaped(character: string): boolean {
  return character === '"' || character === '\\' || character === '\n' || needsEscape.test(character);
}
