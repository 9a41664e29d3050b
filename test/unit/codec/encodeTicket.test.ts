import { describe, expect, it } from 'vitest';
import { decodeTicket } from '../../../src/store/codec/decodeTicket.js';
import { encodeTicket } from '../../../src/store/codec/encodeTicket.js';
import { plainTask, plainTicket } from './samples.js';

function metadataLines(metadata: (typeof plainTicket)['metadata']): string {
  return encodeTicket({ ...plainTicket, metadata }).split('metadata:')[1] ?? '';
}

describe('encoding a ticket', () => {
  it('writes the fields in the order of vibe-ticket, empty ones as null, [] and {}', () => {
    expect(encodeTicket(plainTicket)).toBe(
      [
        'id: 5d6eea2e-4504-4330-aaed-38817ea1853b',
        'slug: fix-login',
        'title: Fix login',
        "description: ''",
        'priority: high',
        'status: todo',
        'tags: []',
        'created_at: 2025-07-28T15:00:00Z',
        'started_at: null',
        'closed_at: null',
        'assignee: null',
        'tasks: []',
        'metadata: {}',
        '',
      ].join('\n'),
    );
  });

  it('writes lists at the column of their key and literal blocks two columns further right', () => {
    const text = encodeTicket({ ...plainTicket, tags: ['a\nb', 'c'], tasks: [{ ...plainTask, title: 'x\ny' }] });
    expect(text).toContain('tags:\n- |-\n  a\n  b\n- c\ncreated_at:');
    expect(text).toContain(
      'tasks:\n- id: 22a9dc45-36a5-4ec6-b047-224cb50465ff\n  title: |-\n    x\n    y\n  completed: false\n',
    );
  });

  it('keeps the order of metadata but sorts nested objects by their UTF-8 bytes', () => {
    expect(metadataLines({ z: { b: 1, a: { d: null, c: [] } }, a: [{ y: 1, x: 2 }] })).toBe(
      '\n  z:\n    a:\n      c: []\n      d: null\n    b: 1\n  a:\n  - x: 2\n    y: 1\n',
    );
    expect(metadataLines({ m: { 9: 1, 10: 2, '-1': 3 } })).toBe("\n  m:\n    '-1': 3\n    '10': 2\n    '9': 1\n");
    expect(metadataLines({ m: { '😀': 1, '\uffee': 2 } })).toBe('\n  m:\n    \uffee: 2\n    😀: 1\n');
  });

  it('starts a list in a list on the line of its dash', () => {
    expect(metadataLines({ a: [[1, [2]], [], {}] })).toBe('\n  a:\n  - - 1\n    - - 2\n  - []\n  - {}\n');
  });

  it('quotes keys like values', () => {
    expect(metadataLines({ '': 1, 'a: b': 2, true: 3, 'tab\t': 4 })).toBe(
      "\n  '': 1\n  'a: b': 2\n  'true': 3\n  \"tab\\t\": 4\n",
    );
  });

  it('writes keys of more than 128 bytes or several lines with a question mark', () => {
    const long = 'é'.repeat(65);
    expect(metadataLines({ [long]: 1, 'a\nb': { c: [1] }, x: 2 })).toBe(
      `\n  ? ${long}\n  : 1\n  ? |-\n    a\n    b\n  : c:\n    - 1\n  x: 2\n`,
    );
    expect(metadataLines({ ['x'.repeat(128)]: 1 })).toBe(`\n  ${'x'.repeat(128)}: 1\n`);
  });

  it('replaces half a surrogate pair, which UTF-8 cannot hold', () => {
    const text = encodeTicket({ ...plainTicket, title: 'a\ud800b', metadata: { 'k\udc00': 'v\ud83d' } });
    expect(decodeTicket(text)).toMatchObject({ title: 'a\ufffdb', metadata: { 'k\ufffd': 'v\ufffd' } });
  });

  it('writes numbers that JSON does not know as null', () => {
    expect(metadataLines({ a: Number.NaN, b: Infinity })).toBe('\n  a: null\n  b: null\n');
  });
});
