import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Document, parseDocument } from 'yaml';
import { sameValue } from '../../../src/domain/sameValue.js';
import { decodeTicket } from '../../../src/store/codec/decodeTicket.js';
import { encodeTicket } from '../../../src/store/codec/encodeTicket.js';
import { canonicalText } from '../../../src/store/codec/formatTicket.js';
import { TicketFormatError } from '../../../src/store/codec/ticketFormatError.js';
import { plainTask, plainTicket, realFiles, someTicket } from './samples.js';

/** More by the environment, for a long hunt. */
const numRuns = Number(process.env['CODEC_RUNS'] ?? 200);

const canonical = encodeTicket(plainTicket);

function formatted(source: string): string {
  const { text } = canonicalText(source);
  expect(canonicalText(text)).toEqual({ text, losesComments: false });
  expect(decodeTicket(text)).toEqual(decodeTicket(source));
  return text;
}

const handLaid = `\ufeff%YAML 1.2
---
tags: [ui, 'api', 1.10]
team: {size: 12345678901234567890, lead: "eve", at: 2025-01-01}
metadata:
    zoo: 1.10
    1: 0x1F
    nested: {b: 1e3, a: [~, .inf, True, !!str 5], 10: x, 9: y, -1: z}
    due: "2026-01-01"
id: "{5D6EEA2E-4504-4330-AAED-38817EA1853B}"
title: 123
slug:   fix-login
description: >-
  folded
  text
priority: "high"
tasks:
  - who: me
    title: 'Write a test'
    completed: False
    cost: 2.50
    id: 22A9DC4536A54EC6B047224CB50465FF
    created_at: 2025-08-14t16:43:57.100+09:00
status: 'todo'
created_at: "2025-07-28T15:00:00.123456789Z"
assignee: ~
...
`.replaceAll('\n', '\r\n');

describe('the canonical form', { timeout: 60_000 }, () => {
  it('has the order of keys, the quoting and the layout of vibe-ticket, and changes no value', () => {
    expect(formatted(handLaid)).toBe(`id: 5d6eea2e-4504-4330-aaed-38817ea1853b
slug: fix-login
title: '123'
description: folded text
priority: high
status: todo
tags:
- ui
- api
- '1.10'
created_at: 2025-07-28T15:00:00.123456789Z
started_at: null
closed_at: null
assignee: null
tasks:
- id: 22a9dc45-36a5-4ec6-b047-224cb50465ff
  title: Write a test
  completed: false
  created_at: 2025-08-14t16:43:57.100+09:00
  completed_at: null
  who: me
  cost: 2.50
metadata:
  zoo: 1.10
  '1': 0x1F
  nested:
    '-1': z
    '10': x
    '9': y
    a:
    - null
    - .inf
    - true
    - '5'
    b: 1e3
  due: 2026-01-01
team:
  at: 2025-01-01
  lead: eve
  size: 12345678901234567890
`);
  });

  it('is that of every file that vibe-ticket or we wrote', () => {
    for (const { name, text } of realFiles()) {
      expect(canonicalText(text), name).toEqual({ text, losesComments: false });
    }
    fc.assert(
      fc.property(someTicket, (ticket) => {
        const text = encodeTicket(ticket);
        expect(canonicalText(text)).toEqual({ text, losesComments: false });
      }),
      { numRuns },
    );
  });

  it('is that of files which only vibe-ticket writes: floats without a fraction, 64 bits, any order of metadata', () => {
    const metadata =
      "metadata:\n  b: 1.0\n  '7': 18446744073709551615\n  a:\n    '10': -9223372036854775808\n    '9': 1e300\n";
    const text = canonical.replace('metadata: {}\n', metadata);
    expect(canonicalText(text)).toEqual({ text, losesComments: false });
  });

  it.each([
    ['above a key', canonical.replace('slug:', '# c\nslug:')],
    ['behind a value', canonical.replace('todo', 'todo # c')],
    ['at the head', `# c\n${canonical}`],
    ['at the end', `${canonical}# c`],
    ['behind a block header', canonical.replace("description: ''", 'description: |- # c\n  x')],
    ['in a flow list', canonical.replace('tags: []', 'tags: [ # c\n  a]')],
    ['behind the document', `${canonical}... # c\n`],
  ])('has no place for a comment %s, and says so', (_where, source) => {
    expect(canonicalText(source).losesComments).toBe(true);
    formatted(source);
  });

  it.each([
    ["title: '# no'", "title: '# no'"],
    ['title: "# no"', "title: '# no'"],
    ['title: a#no', 'title: a#no'],
    ['title: |-\n  # no', "title: '# no'"],
    ['title: >\n  # no\n\n  # no', 'title: |\n  # no\n  # no'],
  ])('does not take a part of a text for a comment: %j', (line, expected) => {
    const source = canonical.replace('title: Fix login', line);
    expect(canonicalText(`---\n${source}`)).toEqual({
      text: canonical.replace('title: Fix login', expected),
      losesComments: false,
    });
  });

  it('writes out what aliases stand for', () => {
    const source = canonical.replace('tags: []', 'tags: &t [a]').replace('{}', '\n  x: *t\n  n: &n 1.10\n  m: *n');
    expect(formatted(source)).toContain('metadata:\n  x:\n  - a\n  n: 1.10\n  m: 1.10\n');
  });

  it('gives a ticket of another program back unchanged, and stays as it is', () => {
    const style = fc.record({
      collectionStyle: fc.constantFrom('any' as const, 'flow' as const),
      defaultStringType: fc.constantFrom('PLAIN' as const, 'BLOCK_FOLDED' as const, 'QUOTE_DOUBLE' as const),
      indent: fc.constantFrom(2, 4),
      indentSeq: fc.boolean(),
    });
    fc.assert(
      fc.property(someTicket, style, (ticket, options) => {
        // Metadata apart: YAML writers disagree with serde_yaml about what is a number.
        const written = { team: ['blue'], ...ticket, metadata: { a: ticket.title === '' } };
        const source = new Document(written).toString(options);
        const own = parseDocument(source);
        // That writer has faults of its own.
        fc.pre(own.errors.length === 0 && sameValue(own.toJS(), written));
        const known = { ...ticket, metadata: written.metadata };
        expect(formatted(source)).toBe(`${encodeTicket(known)}team:\n- blue\n`);
      }),
      { numRuns },
    );
  });

  it.each([
    ['', 1, 'the file is empty'],
    [canonical.replace('status: todo\n', ''), 1, 'status is missing'],
    [canonical.replace('title:', '<<<<<<< HEAD\ntitle:'), 3, 'unresolved merge conflict'],
    [`${canonical}loop: &l [*l]\n`, 14, 'the values are nested too deeply'],
  ])('is refused to what cannot be read or kept: %j', (source, line, reason) => {
    expect(() => canonicalText(source)).toThrow(new TicketFormatError(line, reason));
  });

  it('has tasks without a list, and metadata without a value', () => {
    const source = canonical
      .replace('tasks: []', 'tasks:')
      .replace('metadata: {}', 'metadata:')
      .replace('tags: []\n', '');
    expect(formatted(source)).toBe(canonical);
    expect(formatted(JSON.stringify({ ...plainTicket, tasks: [plainTask] }))).toBe(
      encodeTicket({ ...plainTicket, tasks: [plainTask] }),
    );
  });
});
