import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatTasks,
  formatTicket,
  formatTicketLines,
  formatTicketMarkdown,
  makePaint,
  numberTasks,
  oneLine,
  plain,
} from '../../../src/cli/terminalText.js';
import type { Ticket } from '../../../src/domain/ticket.js';
import { idOf, taskWith, ticketWith } from '../domain/tickets.js';

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
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(hostile));
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
          formatTicketLines([ticket], new Map(), noPaint),
          formatTicketMarkdown(ticket),
        ]) {
          expect(shown).not.toMatch(steersTheTerminal);
        }
        expect(formatTicketLines([ticket, ticket], new Map(), noPaint).split('\n')).toHaveLength(2);
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

const full: Ticket = ticketWith({
  id: idOf(10),
  title: 'Fix login',
  description: 'First.\nSecond.',
  priority: 'critical',
  status: 'done',
  tags: ['bug', 'ui'],
  started_at: '2026-03-02T00:00:00Z',
  closed_at: '2026-03-03T00:00:00Z',
  assignee: 'ana',
  tasks: [taskWith(1, { completed: true }), taskWith(2)],
});

describe('tickets as lines', () => {
  it('stand in columns, with the title last', () => {
    const short = new Map([
      [idOf(10), 'a000'],
      [idOf(11), 'b00000'],
    ]);
    const other = ticketWith({ id: idOf(11), title: 'Other' });
    expect(formatTicketLines([full, other], short, noPaint).split('\n')).toEqual([
      '#a000    done     critical  1/2  Fix login  @ana  [bug, ui]',
      '#b00000  todo     medium         Other',
    ]);
  });

  it('have no column of tasks when no ticket has any, and are nothing for no tickets', () => {
    expect(formatTicketLines([ticketWith()], new Map([[idOf(10), 'a000']]), noPaint)).toBe(
      '#a000  todo     medium    Fix login',
    );
    expect(formatTicketLines([], new Map(), noPaint)).toBe('');
  });
});

describe('a ticket in full', () => {
  it('shows every field that has something', () => {
    expect(formatTicket(full, 'a000', noPaint).split('\n')).toEqual([
      '#a000  Fix login',
      '',
      'status:    done',
      'priority:  critical',
      'assignee:  ana',
      'tags:      bug, ui',
      'slug:      202603011200-fix-login',
      `id:        ${idOf(10)}`,
      'created:   2026-03-01T12:00:00Z',
      'started:   2026-03-02T00:00:00Z',
      'closed:    2026-03-03T00:00:00Z',
      '',
      'First.',
      'Second.',
      '',
      'Tasks (1/2)',
      '  1. [x] Task 1',
      '  2. [ ] Task 2',
    ]);
  });

  it('shows no field that has nothing', () => {
    expect(formatTicket(ticketWith(), 'a000', noPaint)).not.toMatch(/assignee|tags|started|closed|Tasks/);
  });

  it('as Markdown has a heading, bullets and boxes', () => {
    expect(formatTicketMarkdown(full).split('\n')).toEqual([
      '# Fix login',
      '',
      '- **Status**: done',
      '- **Priority**: critical',
      '- **Assignee**: ana',
      '- **Tags**: bug, ui',
      `- **Id**: ${idOf(10)}`,
      '- **Created**: 2026-03-01T12:00:00Z',
      '',
      '## Description',
      '',
      'First.',
      'Second.',
      '',
      '## Tasks',
      '',
      '- [x] Task 1',
      '- [ ] Task 2',
    ]);
  });
});

it('tasks have the numbers by which people name them', () => {
  expect(numberTasks(full).map(({ index, title }) => [index, title])).toEqual([
    [1, 'Task 1'],
    [2, 'Task 2'],
  ]);
  expect(formatTasks(numberTasks(full).slice(1))).toBe('  2. [ ] Task 2');
});
