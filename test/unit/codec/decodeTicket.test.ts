import { describe, expect, it } from 'vitest';
import { decodeTicket } from '../../../src/store/codec/decodeTicket.js';
import { encodeTicket } from '../../../src/store/codec/encodeTicket.js';
import { plainTask, plainTicket } from './samples.js';

const canonical = encodeTicket(plainTicket);

/** The plain ticket's file with the line of one key replaced. */
function withLine(key: string, lines: string): string {
  return canonical.replace(new RegExp(`^${key}:.*$`, 'm'), () => lines);
}

function decodeWith(key: string, lines: string): ReturnType<typeof decodeTicket> {
  return decodeTicket(withLine(key, lines));
}

describe('a text field', () => {
  it.each([
    ['title: 123', '123'],
    ['title: 1.0', '1.0'],
    ['title: null', 'null'],
    ['title: ~', '~'],
    ['title: true', 'true'],
    ['title: 0x1F', '0x1F'],
    ['title: 2025-01-01', '2025-01-01'],
    ['title:', ''],
    ['title: "a\\tb\\u00e9"', 'a\tbé'],
    ["title: 'it''s'", "it's"],
    ['title: two\n  lines', 'two lines'],
    ['title: >-\n  folded\n  text', 'folded text'],
    ['title: !!int 7', '7'],
    ['title: x # comment', 'x'],
    ['title: "\\U0001F600 \\_\\N"', '😀 \xa0\x85'],
    ['title: 12345678901234567890', '12345678901234567890'],
  ])('takes any scalar as it is spelled: %j', (lines, expected) => {
    expect(decodeWith('title', lines).title).toBe(expected);
  });
});

describe('an optional field', () => {
  it.each(['assignee: null', 'assignee: Null', 'assignee: NULL', 'assignee: ~', 'assignee:', 'assignee: # nobody', ''])(
    'is null when it is %j',
    (lines) => {
      expect(decodeWith('assignee', lines).assignee).toBeNull();
    },
  );

  it.each([
    ['assignee: "null"', 'null'],
    ["assignee: '~'", '~'],
    ["assignee: ''", ''],
    ['assignee: !!str null', 'null'],
    ['assignee: nULL', 'nULL'],
  ])('is text when it is %j', (lines, expected) => {
    expect(decodeWith('assignee', lines).assignee).toBe(expected);
  });
});

describe('lists and metadata', () => {
  it.each(['tags', 'tasks', 'metadata'])('%s may be absent or empty', (key) => {
    expect(decodeWith(key, '')).toEqual(plainTicket);
    expect(decodeWith(key, `${key}:`)).toEqual(plainTicket);
  });

  it.each([
    ['tags: [a, "b c", 1]', ['a', 'b c', '1']],
    ['tags:\n- a\n- null\n-', ['a', 'null', '']],
    ['tags:\n    - a', ['a']],
    ['tags: [\n  a,\n  b\n]', ['a', 'b']],
  ])('tags may be in any style: %j', (lines, expected) => {
    expect(decodeWith('tags', lines).tags).toEqual(expected);
  });

  it('reads tasks by the same rules as the ticket and ignores keys that nobody knows', () => {
    const lines = `tasks:\n- {id: 22A9DC45-36A5-4EC6-B047-224CB50465FF, title: Write a test, completed: False, who: me,\n   created_at: '2025-08-14T16:43:57.298172Z'}`;
    expect(decodeWith('tasks', lines).tasks).toEqual([plainTask]);
  });

  it('reads metadata as JSON values by the rules of serde_yaml', () => {
    const lines = [
      'metadata:',
      '  number: 1.50',
      '  hex: 0x1F',
      '  binary: -0b11',
      '  zeros: 007',
      '  quoted: "1"',
      '  huge: 1e400',
      '  nothing:',
      '  nan: .nan',
      '  infinite: -.inf',
      '  yes: yes',
      '  when: 2025-01-01',
      '  1: one',
      '  null: nothing',
      '  nested: {a: [1, {b: null}], __proto__: x}',
      '  bytes: !!binary aGk=',
      '  tagged: !custom 5',
      '  set: !!set {a, b}',
    ].join('\n');
    const { metadata } = decodeWith('metadata', lines);
    expect(metadata).toEqual({
      number: 1.5,
      hex: 31,
      binary: -3,
      zeros: '007',
      quoted: '1',
      huge: '1e400',
      nothing: null,
      nan: null,
      infinite: null,
      yes: 'yes',
      when: '2025-01-01',
      '1': 'one',
      null: 'nothing',
      nested: JSON.parse('{"a": [1, {"b": null}], "__proto__": "x"}') as unknown,
      bytes: 'aGk=',
      tagged: 5,
      set: { a: null, b: null },
    });
  });

  it('resolves aliases', () => {
    const { tags, metadata } = decodeTicket(
      withLine('tags', 'tags: &t [a, &b bee, *b]').replace('metadata: {}', 'metadata: {x: *t, *b : 1}'),
    );
    expect(tags).toEqual(['a', 'bee', 'bee']);
    expect(metadata).toEqual({ x: ['a', 'bee', 'bee'], bee: 1 });
  });
});

describe('ids and times', () => {
  it.each([
    '5D6EEA2E-4504-4330-AAED-38817EA1853B',
    '5d6eea2e45044330aaed38817ea1853b',
    '"{5d6eea2e-4504-4330-aaed-38817ea1853b}"',
    'urn:uuid:5d6eea2e-4504-4330-aaed-38817ea1853b',
    "'5D6EEA2E45044330AAED38817EA1853B'",
  ])('the id may have the form %s', (id) => {
    expect(decodeWith('id', `id: ${id}`).id).toBe(plainTicket.id);
  });

  it.each([
    '2025-07-28T15:00:00.123456789Z',
    '2025-07-28T15:00:00+09:00',
    '2025-07-28T15:00:00.933037+00:00',
    '0001-01-01T00:00:00-23:59',
    '2025-07-28t15:00:00z',
    '2025-07-28 15:00:00-00:30',
    '2024-02-29T23:59:60Z',
  ])('the time %s stays as it is spelled', (time) => {
    expect(decodeWith('started_at', `started_at: ${time}`).started_at).toBe(time);
  });
});

describe('the file', () => {
  it('may start with a byte order mark and have Windows line ends', () => {
    const ticket = { ...plainTicket, description: 'a\n\nb\n' };
    expect(decodeTicket(`\ufeff${encodeTicket(ticket).replaceAll('\n', '\r\n')}`)).toEqual(ticket);
  });

  it('may have keys in any order, comments, a document start and end, and keys that nobody knows', () => {
    const lines = canonical.trimEnd().split('\n').toReversed();
    expect(decodeTicket(`# mine\n---\n${lines.join('\n# c\n\n')}\ndue: [x]\n...\n`)).toEqual(plainTicket);
  });

  it('may be JSON', () => {
    expect(decodeTicket(JSON.stringify(plainTicket))).toEqual(plainTicket);
    expect(decodeTicket(JSON.stringify(plainTicket, null, 2))).toEqual(plainTicket);
  });
});
