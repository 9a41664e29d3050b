import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePaint, oneLine, plain } from '../../../src/cli/terminalText.js';
import { formatTicket } from '../../../src/cli/ticketDetails.js';
import { formatTicketLines } from '../../../src/cli/ticketLines.js';
import { formatTicketMarkdown } from '../../../src/cli/ticketMarkdown.js';
import { rowOf } from '../../../src/domain/ticketRow.js';
import { taskWith, ticketWith } from '../domain/tickets.js';
import { anyText } from './anyText.js';

const noPaint = makePaint(false);
const escape = '\u001b';
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const steersTheTerminal = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

const hostile = `a${escape}]52;c;aGk=\u0007\u009b2J\u202Eb\rc`;

describe('text for a terminal', () => {
  it('shows a mark for what would steer the terminal, and keeps line breaks, tabs and all scripts', () => {
    expect(plain(`red${escape}[31m`)).toBe('red\ufffd[31m');
    expect(plain('a\n\tb 日本 😀 é')).toBe('a\n\tb 日本 😀 é');
  });

  it('in one line has one line', () => {
    expect(oneLine('a\r\n\tb\u2028c')).toBe('a b c');
  });

  it('of any ticket steers nothing, wherever in the ticket the text stands', () => {
    const text = fc.oneof(anyText, fc.constant(hostile));
    fc.assert(
      fc.property(text, (evil) => {
        const ticket = ticketWith({
          slug: evil,
          title: evil,
          description: evil,
          tags: [evil],
          assignee: evil,
          tasks: [taskWith(1, { title: evil })],
        });
        for (const shown of [
          formatTicket(ticket, 'a000', noPaint),
          formatTicketLines([rowOf(ticket)], new Map(), noPaint, 80),
          formatTicketMarkdown(ticket),
        ]) {
          expect(shown).not.toMatch(steersTheTerminal);
        }
        expect(formatTicketLines([rowOf(ticket), rowOf(ticket)], new Map(), noPaint, 80).split('\n')).toHaveLength(2);
      }),
    );
  });
});

describe('colour', () => {
  it('changes nothing of the text, and is not there when it is not asked for', () => {
    expect(stripVTControlCharacters(makePaint(true)('red', 'x'))).toBe('x');
    expect(noPaint('red', 'x')).toBe('x');
  });
});
