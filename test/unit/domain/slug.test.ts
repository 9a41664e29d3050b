import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSlug, slugFromTitle, stampSlug, titleFromSlug, unstampedSlug } from '../../../src/domain/slug.js';
import { failureOf } from './failures.js';

describe('a slug that a person gives', () => {
  it.each(['fix-login', 'a', '0', 'v2-api', ' fix '])('%j is taken, trimmed', (text) => {
    expect(checkSlug(text)).toBe(text.trim());
  });

  it.each([
    ['Fix Login', 'fix-login'],
    ['-fix', 'fix'],
    ['fix-', 'fix'],
    ['fix--login', 'fix-login'],
    ['fix_login', 'fix-login'],
    ['../etc/passwd', 'etc-passwd'],
    ['fix\nlogin', 'fix-login'],
  ])('%j is refused, and %s is proposed', (text, better) => {
    expect(failureOf(() => checkSlug(text), 'invalid_value').hint).toContain(better);
  });

  it.each(['', '  ', '--', '日本語'])('%j is refused, with an example', (text) => {
    expect(failureOf(() => checkSlug(text), 'invalid_value').hint).toContain('fix-login');
  });
});

describe('a slug made of a title', () => {
  it.each([
    ['Fix login token refresh', 'fix-login-token-refresh'],
    ['Crème brûlée à la carte', 'creme-brulee-a-la-carte'],
    ["Don't panic, it’s fine", 'dont-panic-its-fine'],
    ['  v0.4.0 (draft) ', 'v0-4-0-draft'],
    ['ユニコード panic 修正', 'panic'],
    ['ﬁne Ａ１', 'fine-a1'],
    ['日本語', ''],
  ])('of %j is %j', (title, slug) => {
    expect(slugFromTitle(title)).toBe(slug);
  });

  it('ends at a word before it is too long for a branch', () => {
    expect(slugFromTitle('one two three four five six seven eight nine ten eleven')).toBe(
      'one-two-three-four-five-six-seven-eight-nine-ten',
    );
    expect(slugFromTitle('x'.repeat(80))).toBe('x'.repeat(50));
  });

  it('is always one that a person may give, or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (title) => {
        const slug = slugFromTitle(title);
        expect(slug.length).toBeLessThanOrEqual(50);
        if (slug !== '') expect(checkSlug(slug)).toBe(slug);
      }),
    );
  });
});

describe('the time stamp of a slug', () => {
  it('is the local minute, put before it and taken away again', () => {
    const stamped = stampSlug('fix-login', new Date(2025, 6, 2, 3, 4, 59));
    expect(stamped).toBe('202507020304-fix-login');
    expect(unstampedSlug(stamped)).toBe('fix-login');
  });

  it.each(['fix-login', '2025-plan', '202507020304', '20250702030405-x'])('is not found in %s', (slug) => {
    expect(unstampedSlug(slug)).toBe(slug);
  });
});

it('a title made of a slug has its words with capitals', () => {
  expect(titleFromSlug('fix-login-v2')).toBe('Fix Login V2');
});
