import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IgnorePatterns } from '../../../src/domain/ignorePatterns.js';

function isMeant(lines: string[], path: string, isFolder = false): boolean | null {
  return new IgnorePatterns(lines).judge(path, isFolder);
}

describe('patterns of files', () => {
  it.each([
    ['.env', '.env', true],
    ['.env', 'packages/a/.env', true],
    ['.env', '.env.local', null],
    ['.env.*', '.env.local', true],
    ['/.env', 'a/.env', null],
    ['config/**', 'config/a/b.json', true],
    ['config/**', 'config', null],
    ['config/*.json', 'config/a.json', true],
    ['config/*.json', 'config/a/b.json', null],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['**/b', 'x/b', true],
    ['a?c', 'abc', true],
    ['a?c', 'a😀c', true],
    ['[a-c]x', 'bx', true],
    ['[!a-c]x', 'bx', null],
    ['[]]x', ']x', true],
    ['[x', '[x', true],
    ['\\#a', '#a', true],
    ['#a', '#a', null],
    ['a\\*', 'a*', true],
    ['a\\*', 'ab', null],
    ['設定/*', '設定/鍵', true],
    ['a ', 'a', true],
    ['a\\ ', 'a ', true],
  ] as const)('%s says of %s: %s', (pattern, path, wanted) => {
    expect(isMeant([pattern], path)).toBe(wanted);
  });

  it('mean folders alone where they end in a slash', () => {
    expect(isMeant(['dist/'], 'dist')).toBeNull();
    expect(isMeant(['dist/'], 'dist', true)).toBe(true);
  });

  it('are taken back by a later one', () => {
    expect(isMeant(['.env*', '!.env.example'], '.env.example')).toBe(false);
    expect(isMeant(['!.env.example', '.env*'], '.env.example')).toBe(true);
  });

  it('say into which folders a search has to go', () => {
    const patterns = new IgnorePatterns(['config/*/keys', '!secret']);
    expect(['config', 'config/a', 'src', 'config/a/b'].map((each) => patterns.mayReachInto(each))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(new IgnorePatterns(['.env']).mayReachInto('any/where')).toBe(true);
  });

  it('take a moment only, however many wildcards somebody has put into them', () => {
    const hostile = `${'*a'.repeat(200)}b`;
    expect(isMeant([hostile], 'a'.repeat(250))).toBeNull();
    expect(isMeant([`${'**/a/'.repeat(100)}b`], `${'a/'.repeat(200)}c`)).toBeNull();
  });

  const name = fc.stringMatching(/^[a-z.日😀-]{1,8}$/u).filter((text) => text !== '.' && text !== '..');

  it('find each path by its own name, and in every folder', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 4 }), name, (above, last) => {
        expect(isMeant([last], [...above, last].join('/'))).toBe(true);
        expect(isMeant([`/${[...above, last].join('/')}`], [...above, last].join('/'))).toBe(true);
      }),
    );
  });

  it('a search goes into every folder that holds what is meant', () => {
    const part = fc.oneof(name, fc.constantFrom('*', '**', '?'));
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.array(name, { minLength: 2, maxLength: 4 }),
        (pattern, parts) => {
          const patterns = new IgnorePatterns([pattern.join('/')]);
          if (patterns.judge(parts.join('/'), false) !== true) return;
          for (let depth = 1; depth < parts.length; depth++) {
            expect(patterns.mayReachInto(parts.slice(0, depth).join('/'))).toBe(true);
          }
        },
      ),
    );
  });
});
