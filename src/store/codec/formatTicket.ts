import { Lexer } from 'yaml';
import { readCanonical } from './canonicalTicket.js';
import { decodeFile } from './decodeTicket.js';
import { emitEntries } from './emitYaml.js';
import { readYaml } from './readYaml.js';
import { respellTicket } from './respell.js';

interface FormattedTicket {
  readonly text: string;
  /** Whether the file holds comments, for which the canonical form has no place. */
  readonly losesComments: boolean;
}

/** What the lexer puts before the text of an unquoted or block scalar, which may begin with a number sign. */
const scalarFollows = '\x1f';

/**
 * A ticket's file in the form that vibe-ticket gives it: its order of keys, its quoting and indentation, `\n` at line
 * ends. No value changes: numbers and times keep their digits, metadata its order, and unknown keys come last.
 * @throws TicketFormatError for what cannot be read, and for an unknown key that holds more than can be written
 */
export function canonicalText(source: string): FormattedTicket {
  if (readCanonical(source) !== undefined) {
    return { text: source, losesComments: false };
  }
  const file = readYaml(source);
  const ticket = decodeFile(file);
  return { text: emitEntries(respellTicket(file, ticket, ticket), 0), losesComments: hasComments(file.text) };
}

function hasComments(text: string): boolean {
  let previous = '';
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#') && previous !== scalarFollows) {
      return true;
    }
    previous = token;
  }
  return false;
}
