import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { branchNameOf, isBranchName, isNamedAfter } from '../../../src/domain/branchName.js';

const ticket = { id: '1dcf0a5e-0000-4000-8000-000000000000', slug: '202611220125-fix-login', type: 'bug' } as const;
const naming = { prefix: 'ticket/', pattern: '{slug}', user: 'ada.l@example.com' };

describe('the name of a branch', () => {
  it.each([
    ['{slug}', 'ticket/202611220125-fix-login'],
    ['{name}', 'ticket/fix-login'],
    ['{type}/{id}', 'ticket/bug/1dcf0a5e'],
    ['{user}-{name}', 'ticket/ada.l-fix-login'],
    ['{other}', 'ticket/{other}'],
  ])('is made of what the pattern %s asks for', (pattern, expected) => {
    expect(branchNameOf(ticket, { ...naming, pattern })).toBe(expected);
  });

  it('is one that git takes, whatever a file holds as slug and a person is called', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.string({ unit: 'binary', maxLength: 300 }),
    );
    fc.assert(
      fc.property(text, text, fc.constantFrom('{slug}', '{name}', '{user}/{name}'), (slug, user, pattern) => {
        expect(isBranchName(branchNameOf({ ...ticket, slug }, { ...naming, user, pattern }))).toBe(true);
      }),
    );
  });

  it('leads back to its ticket', () => {
    for (const pattern of ['{slug}', '{name}', '{type}-{id}']) {
      const own = { ...naming, pattern };
      expect(isNamedAfter(branchNameOf(ticket, own), ticket, own)).toBe(true);
      expect(isNamedAfter('ticket/something-else', ticket, own)).toBe(false);
    }
  });
});
