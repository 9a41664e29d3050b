import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coloursOnly, makePaint, oneLine, plain } from '../../../src/cli/terminalText.js';
import { formatTicket } from '../../../src/cli/ticketDetails.js';
import { formatTicketLines } from '../../../src/cli/ticketLines.js';
import { formatTicketMarkdown } from '../../../src/cli/ticketMarkdown.js';
import { rowOf } from '../../../src/domain/ticketRow.js';
import { noon, taskWith, ticketWith } from '../domain/tickets.js';
import { anyText } from './anyText.js';
import { pipeLook } from './looks.js';

const around = { shortId: (id: string) => id, now: noon };
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
          started_at: evil,
          metadata: {
            parent: evil,
            depends_on: [evil],
            fields: { [evil]: evil, list: [evil] },
            claim: { who: evil, session: evil, at: '', until: '2026-03-01T12:10:00Z' },
            acceptance_criteria: [{ id: 'a', text: evil, done: true }],
            comments: [{ id: 'a', author: evil, at: evil, text: evil }],
            close_message: evil,
          },
        });
        for (const shown of [
          formatTicket(ticket, around, pipeLook),
          formatTicketLines([rowOf(ticket)], new Map(), pipeLook),
          formatTicketMarkdown(ticket, around, pipeLook),
        ]) {
          expect(shown).not.toMatch(steersTheTerminal);
        }
        expect(formatTicketLines([rowOf(ticket), rowOf(ticket)], new Map(), pipeLook).split('\n')).toHaveLength(2);
      }),
    );
  });
});

describe('colour', () => {
  it('changes nothing of the text, and is not there when it is not asked for', () => {
    expect(stripVTControlCharacters(makePaint(true)('red', 'x'))).toBe('x');
    expect(makePaint(false)('red', 'x')).toBe('x');
  });
});

describe('text that a program has coloured', () => {
  it('keeps its colours and weights, and nothing else that steers a terminal', () => {
    const text = '\u001b[1mdiff\u001b[m\n\u001b[32m+new\u001b[0;31m \u001b]0;title\u0007\u001b[2J\u009b1m\u001b';
    expect(coloursOnly(text)).toBe(
      '\u001b[1mdiff\u001b[m\n\u001b[32m+new\u001b[0;31m \ufffd]0;title\ufffd\ufffd[2J\ufffd1m\ufffd',
    );
  });
});
