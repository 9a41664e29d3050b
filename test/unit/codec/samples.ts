import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import type { JsonValue, Task, Ticket } from '../../../src/domain/ticket.js';
import { priorities, statuses } from '../../../src/domain/ticket.js';

const tickets = new URL('../../fixtures/vibe-ticket-store/.vibe-ticket/tickets/', import.meta.url);

/** The 66 tickets that vibe-ticket itself wrote. */
export function realFiles(): { name: string; text: string }[] {
  const folder = fileURLToPath(tickets);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ name, text: readFileSync(new URL(name, tickets), 'utf8') }));
}

export const plainTicket: Ticket = {
  id: '5d6eea2e-4504-4330-aaed-38817ea1853b',
  slug: 'fix-login',
  title: 'Fix login',
  description: '',
  priority: 'high',
  status: 'todo',
  tags: [],
  created_at: '2025-07-28T15:00:00Z',
  started_at: null,
  closed_at: null,
  assignee: null,
  tasks: [],
  metadata: {},
};

export const plainTask: Task = {
  id: '22a9dc45-36a5-4ec6-b047-224cb50465ff',
  title: 'Write a test',
  completed: false,
  created_at: '2025-08-14T16:43:57.298172Z',
  completed_at: null,
};

export const otherTask: Task = { ...plainTask, id: '36ab9ef7-f38e-404b-aef0-76515b65321b', title: 'Make it pass' };

const hostilePieces = [
  ...['\n', '\n\n', ' ', '  ', '\t', '\r', '\r\n', '\0', '\x07', '\x1b', '\x7f', '\x85', '\xa0', '\u2028', '\u2029'],
  ...[
    '\ufeff',
    '\ufffe',
    '\uffff',
    '😀',
    '日本',
    'é',
    ': ',
    ':',
    ' #',
    '#',
    '---',
    '...',
    "'",
    '"',
    '\\',
    '%',
    '@',
    '`',
  ],
  ...['- ', '-', '? ', '[', ']', '{', '}', ',', '&a', '*a', '!', '|', '>', '|2+', '<<<<<<< ', '<<', '__proto__', '~'],
  ...['null', 'true', '0', '012', '1.5', '1e3', '0x1F', '0b1', '.inf', 'word', 'two words', '\\n', '2025-01-01'],
];

/** Texts made of what breaks YAML writers. */
const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...hostilePieces), { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 200 }),
);

const timestamp: fc.Arbitrary<string> = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

const jsonValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    hostileText,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(hostileText, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const someTask: fc.Arbitrary<Task> = fc.record({
  id: fc.constantFrom(plainTask.id, otherTask.id, '00000000-0000-4000-8000-000000000000'),
  title: hostileText,
  completed: fc.boolean(),
  created_at: timestamp,
  completed_at: fc.option(timestamp),
});

export const someTicket: fc.Arbitrary<Ticket> = fc.record({
  id: fc.uuid(),
  slug: hostileText,
  title: hostileText,
  description: hostileText,
  priority: fc.constantFrom(...priorities),
  status: fc.constantFrom(...statuses),
  tags: fc.array(hostileText, { maxLength: 3 }),
  created_at: timestamp,
  started_at: fc.option(timestamp),
  closed_at: fc.option(timestamp),
  assignee: fc.option(hostileText),
  tasks: fc.array(someTask, { maxLength: 3 }),
  metadata: fc.dictionary(fc.oneof(fc.constantFrom('a', 'b', 'due', 'long '.repeat(40)), hostileText), jsonValue, {
    maxKeys: 4,
    noNullPrototype: true,
  }),
});
