import { describe, expect, it } from 'vitest';
import { emitScalar } from '../../../src/store/codec/emitScalar.js';

function emit(text: string): string {
  return emitScalar(text, 0);
}

describe('a text on one line', () => {
  it.each([
    ...['word', 'two words', 'a:b', 'a#b', '-a', '?a', ':a', 'yes', 'no', 'on', 'off', 'y', 'n', '1_000', '2025-01-01'],
    ...[
      '2025-07-28T15:00:00Z',
      '日本語',
      'émoji 😀',
      '\xa0',
      'nULL',
      'tRUE',
      '0xZZ',
      '0b2',
      '1.2.3',
      '.',
      '+',
      '-.',
      '++1',
    ],
    ...[
      '1e400',
      '-0x',
      '+.nan',
      '--',
      '..',
      "it's",
      'say "x"',
      'a, b',
      'a [b] {c}',
      '\ue000',
      '\ufffd',
      'infinity',
      'nan',
      '1e',
    ],
    `0x${'f'.repeat(33)}`,
    `-0x8${'0'.repeat(30)}10`,
  ])('is plain where nothing speaks against it: %j', (text) => {
    expect(emit(text)).toBe(text);
  });

  it.each([
    ...['', 'null', 'Null', 'NULL', '~', 'true', 'True', 'TRUE', 'false', 'False', 'FALSE'],
    ...['0', '123', '-5', '+5', '0x1F', '0X1F'.toLowerCase(), '0o17', '0b101', '+0x1', '-0b1', '1'.repeat(60)],
    ...[
      '1.5',
      '5.',
      '.5',
      '1e3',
      '1E-3',
      '+1.5',
      '-1.5',
      '.inf',
      '-.inf',
      '+.INF',
      '.nan',
      '.NaN',
      '0123',
      '-007',
      '00',
      '00.5',
    ],
    ...[
      ' leading',
      'trailing ',
      ' ',
      '# comment',
      ', a',
      '[a',
      ']',
      '{a',
      '}',
      '&a',
      '*a',
      '!a',
      '|',
      '> a',
      '"a"',
      '%a',
      '@a',
      '`a',
    ],
    ...['?', ':', '-', '? a', ': a', '- a', '---', '--- a', '---a', '...', '...a', 'a: b', 'a:', 'a #b', ': '],
  ])('is in single quotes where it would mean something else: %j', (text) => {
    expect(emit(text)).toBe(`'${text}'`);
  });

  it('doubles single quotes inside single quotes', () => {
    expect(emit("'a'")).toBe("'''a'''");
    expect(emit("it's: so")).toBe("'it''s: so'");
  });

  it.each([
    ['a\tb', '"a\\tb"'],
    ['a\rb', '"a\\rb"'],
    ['\0\x07\b\v\f\x1b', '"\\0\\a\\b\\v\\f\\e"'],
    ['\x01\x7f\x9f', '"\\x01\\x7F\\x9F"'],
    ['\x85', '"\\N"'],
    ['\ufeffa', '"\\uFEFFa"'],
    ['\ufffe\uffff', '"\\uFFFE\\uFFFF"'],
    ['\t"\\é😀', '"\\t\\"\\\\é😀"'],
  ])('is in double quotes where it holds a control character: %j', (text, expected) => {
    expect(emit(text)).toBe(expected);
  });

  it.each([
    ['a\u2028b', '"a\\Lb"'],
    ['a\u2029b', '"a\\Pb"'],
  ])('is in double quotes where libyaml would take a character for a line break: %j', (text, expected) => {
    expect(emit(text)).toBe(expected);
  });
});

describe('a text of several lines', () => {
  it.each([
    ['a\nb', '|-\n  a\n  b'],
    ['a\nb\n', '|\n  a\n  b'],
    ['a\n\n', '|+\n  a\n'],
    ['a\n\n\nb', '|-\n  a\n\n\n  b'],
    [' a\nb', '|2-\n   a\n  b'],
    ['\na\n', '|2\n\n  a'],
    ['\n', '|2+\n'],
    ['a\n b', '|-\n  a\n   b'],
    ['null\n', '|\n  null'],
    ['a: b\n# c\n---', '|-\n  a: b\n  # c\n  ---'],
    ['日本\n語', '|-\n  日本\n  語'],
  ])('is a literal block: %j', (text, expected) => {
    expect(emit(text)).toBe(expected);
  });

  it.each([
    ['a \nb', '"a \\nb"'],
    ['a\nb ', '"a\\nb "'],
    ['a\n\tb', '"a\\n\\tb"'],
    ['a\r\nb', '"a\\r\\nb"'],
    ['a\n\ufeff', '"a\\n\\uFEFF"'],
    ['a\n\x85', '"a\\n\\N"'],
    ['a\n\n ', '"a\\n\\n "'],
  ])('falls back to one line of double quotes where a block could not hold it: %j', (text, expected) => {
    expect(emit(text)).toBe(expected);
  });
});

describe('a number', () => {
  it.each([
    [0, '0'],
    [-0, '-0.0'],
    [42, '42'],
    [-7, '-7'],
    [2 ** 53, '9007199254740992'],
    [2 ** 62, '4611686018427387904'],
    [1e20, '1e20'],
    [1.5, '1.5'],
    [0.00001, '0.00001'],
    [0.000001, '1e-6'],
    [1.25e-7, '1.25e-7'],
    [1.5e300, '1.5e300'],
  ])('%d is written as Rust would', (value, expected) => {
    expect(emitScalar(value, 0)).toBe(expected);
  });
});
