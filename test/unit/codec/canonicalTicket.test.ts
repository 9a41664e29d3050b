import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../../src/domain/ticket.js';
import { readCanonical } from '../../../src/store/codec/canonicalTicket.js';
import { decodeTicket } from '../../../src/store/codec/decodeTicket.js';
import { encodeTicket } from '../../../src/store/codec/encodeTicket.js';
import { otherTask, plainTask, plainTicket, realFiles, someTicket } from './samples.js';

/** More by the environment, for a long hunt. */
const numRuns = Number(process.env['CODEC_RUNS'] ?? 200);

const full: Ticket = {
  ...plainTicket,
  description: 'first\n\n  second\n',
  tags: ['ui', 'true', ' a: b'],
  assignee: 'null',
  tasks: [plainTask, { ...otherTask, completed: true, completed_at: '2025-08-15T00:00:00Z' }],
  metadata: {
    rank: 'a0',
    estimate: 90,
    fields: { points: 1.5, 'a "b"': '\t', empty: {} },
    comments: [{ at: '2025-08-15T00:00:00Z', text: 'x\ny\n\n' }, [[], [1, ['two']]], '', null, -0],
    ['long '.repeat(40)]: [true],
    'two\nlines': { a: 'x' },
  },
};
const fullText = encodeTicket(full);

/** Checks that the strict reader says nothing else than the judge. @returns whether it said anything */
function agrees(text: string): boolean {
  const ticket = readCanonical(text);
  if (ticket === undefined) {
    return false;
  }
  expect(decodeTicket(text)).toEqual(ticket);
  return true;
}

const snippets = [
  ...['\n', '\r\n', '\r', '\t', ' ', '  ', '\n\n', '\n  ', '\n- ', '- ', '-', ': ', ':', '? ', '#', ' # c', '\n# c\n'],
  ...['\ufeff', '\0', '\x85', '\u2028', '\ud800', '😀', '---\n', '\n---\n', '...\n', '%YAML 1.2\n', '<<<<<<< HEAD\n'],
  ...[
    '&a ',
    '*a',
    '!t ',
    '!!str ',
    "'",
    "''",
    '"',
    '\\',
    '\\x41',
    '\\uD800',
    '\\/',
    '|',
    '|2-',
    '>',
    '[',
    ']',
    '{',
    '}',
  ],
  ...['null', '~', 'Null', 'true', 'True', '1', '01', '-0', '-0.0', '1.0', '1.10', '0x1F', '1e3', '1e400', '.inf'],
  ...['12345678901234567890', '9007199254740993', '2025-02-29T00:00:00Z', '2025-07-28T15:00:00+09:00', '2025-07-28'],
  ...['A', '{}', '[]', ' {}', ' []', 'title: again\n', 'id: x\n', '  rank: b\n', 'metadata:\n', 'tags:\n', 'x: 1\n'],
];

/** What a person, another program or a broken disk may do to a text; places are counted round its end. */
type Mutation = (text: string) => string;

function edited(at: number, length: number, piece: string): Mutation {
  return (text) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + piece + text.slice(start + length);
  };
}

function withLines(from: number, to: number, change: (lines: string[], from: number, to: number) => unknown): Mutation {
  return (text) => {
    const lines = text.split('\n');
    change(lines, from % lines.length, to % lines.length);
    return lines.join('\n');
  };
}

function withValue(at: number, value: string): Mutation {
  return withLines(at, 0, (lines, index) => {
    lines[index] = (lines[index] ?? '').replace(/(:|-).*$/, (_, sign: string) => `${sign} ${value}`);
  });
}

const place = fc.nat({ max: 100_000 });
const piece = fc.oneof(fc.constantFrom(...snippets), fc.string({ unit: 'binary', maxLength: 3 }));
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, fc.nat({ max: 8 }), piece).map((args) => edited(...args)),
  fc.tuple(place, fc.nat({ max: 60 })).map(([at, length]) => edited(at, length, '')),
  fc.tuple(place, piece).map(([at, text]) => edited(at, 0, text)),
  fc.tuple(place, piece).map((args) => withValue(...args)),
  fc
    .tuple(place, place)
    .map(([from, to]) =>
      withLines(from, to, (lines, source, target) => lines.splice(target, 0, ...lines.slice(source, source + 1))),
    ),
  fc
    .tuple(place, place)
    .map(([from, to]) =>
      withLines(from, to, (lines, source, target) => lines.splice(target, 0, ...lines.splice(source, 1))),
    ),
  fc.constant((text: string) => text.replaceAll('\n', '\r\n')),
);

describe('the strict reader', { timeout: 60_000 }, () => {
  it('reads the 66 tickets that vibe-ticket wrote', () => {
    for (const { name, text } of realFiles()) {
      expect(readCanonical(text), name).toEqual(decodeTicket(text));
    }
  });

  it('reads every ticket that we write as the judge does', () => {
    expect(readCanonical(fullText)).toEqual(full);
    fc.assert(
      fc.property(someTicket, (ticket) => {
        const text = encodeTicket(ticket);
        expect(readCanonical(text)).toEqual(decodeTicket(text));
      }),
      { numRuns },
    );
  });

  it('never contradicts the judge, whatever befell the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(someTicket, fc.constant(full)),
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
        (ticket, mutations) => {
          agrees(mutations.reduce((text, mutate) => mutate(text), encodeTicket(ticket)));
        },
      ),
      { numRuns: numRuns * 5 },
    );
  });

  it('never contradicts the judge where a text is cut off', () => {
    for (let end = 0; end < fullText.length; end += 1) {
      // Within metadata a cut behind a line leaves a whole ticket.
      expect(agrees(fullText.slice(0, end)) && end < fullText.indexOf('metadata:'), String(end)).toBe(false);
    }
  });

  it('never contradicts the judge where any piece stands at any place', () => {
    const text = encodeTicket({ ...plainTicket, tags: ['a'], tasks: [plainTask], metadata: { a: 1, b: ['c'] } });
    for (const inserted of snippets) {
      for (let at = 0; at <= text.length; at += 1) {
        agrees(text.slice(0, at) + inserted + text.slice(at));
      }
    }
  });

  it.each([
    ['a byte order mark', `\ufeff${fullText}`],
    ['Windows line ends', fullText.replaceAll('\n', '\r\n')],
    ['a comment', fullText.replace('status: todo', 'status: todo # c')],
    ['a document start', `---\n${fullText}`],
    ['a document end', `${fullText}...\n`],
    ['no line end', fullText.slice(0, -1)],
    ['another order of keys', fullText.replace(/(slug: .*\n)(title: .*\n)/, '$2$1')],
    ['a key that nobody knows', `${fullText}team: blue\n`],
    ['a missing key', fullText.replace("assignee: 'null'\n", '')],
    ['a key twice', fullText.replace('slug:', 'slug: a\nslug:')],
    ['an upper-case id', fullText.replace(plainTicket.id, plainTicket.id.toUpperCase())],
    ['a number spelled in another way', fullText.replace('estimate: 90', 'estimate: 90.0')],
    ['a number that JavaScript cannot hold', fullText.replace('estimate: 90', 'estimate: 12345678901234567890')],
    ['quotes where none are needed', fullText.replace('todo', '"todo"')],
    ['indented lists', fullText.replace('\n- ui', '\n  - ui')],
    ['flow style', fullText.replace('estimate: 90', 'estimate: [90]')],
    [
      'nested keys that are not sorted',
      encodeTicket({ ...plainTicket, metadata: { m: { a: 1, b: 2 } } }).replace(/( {4}a.*\n)( {4}b.*\n)/, '$2$1'),
    ],
    ['nothing', ''],
    ['one line', 'id: x'],
    ['metadata that is a list', fullText.replace(/metadata:\n[^]*$/, 'metadata:\n- a\n')],
    ['metadata that is null', fullText.replace(/metadata:\n[^]*$/, 'metadata: null\n')],
    ['a day that there is not', fullText.replaceAll('2025-07-28', '2025-02-29')],
    ['half a surrogate pair', fullText.replace('Fix login', '"\\uD800"')],
  ])('leaves a file with %s to the judge', (_what, text) => {
    expect(text).not.toBe(fullText);
    expect(readCanonical(text)).toBeUndefined();
  });

  it('reads as many nested values as the judge, and no more', () => {
    const nested = (levels: number): string =>
      encodeTicket({ ...plainTicket, metadata: { a: JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as [] } });
    expect(agrees(nested(126))).toBe(true);
    expect(readCanonical(nested(127))).toBeUndefined();
    expect(readCanonical(`metadata:\n  a:\n  ${'- '.repeat(100_000)}x\n`)).toBeUndefined();
  });

  it('takes a time with any offset', () => {
    expect(agrees(fullText.replace('2025-07-28T15:00:00Z', '2025-07-28 15:00:00.5-03:30'))).toBe(true);
  });
});
