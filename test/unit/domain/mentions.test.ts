import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMentioned, mentionTexts } from '../../../src/domain/mentions.js';

const ticket = { id: '3f2a1b4c-0000-4000-8000-000000000001', slug: '202603011200-fix-login' };
const like = '3f2a1b99-0000-4000-8000-000000000002';

function mentions(text: string, others: readonly string[] = [], slug = ticket.slug): boolean {
  return isMentioned({ ...ticket, slug }, text, [ticket.id, ...others]);
}

describe('a text that mentions a ticket', () => {
  it.each([
    `Ticket: ${ticket.id}`,
    `Closes #${ticket.id} - Fix`,
    ticket.id.toUpperCase(),
    'Fix it (#3f2a)',
    '#3F2A1B',
    'see #3f2a1b4c-0000, please',
    '#3f2a: done',
    '#3f2a-fix',
    'Ticket #3f2a.',
    "Merge branch 'ticket/202603011200-fix-login' into main",
    '202603011200-fix-login',
  ])('says %j', (text) => {
    expect(mentions(text)).toBe(true);
  });

  it.each([
    '',
    '#3f2',
    '#3f2b',
    '3f2a',
    '#3f2ag',
    '#3f2a1b4d',
    'color: #3f2a1b99',
    'other/project#3f2a',
    '&#3f2a;',
    'fix-login',
    '202603011200-fix-login-again',
    'x-202603011200-fix-login',
    `${ticket.id}0`,
  ])('does not say %j', (text) => {
    expect(mentions(text)).toBe(false);
  });

  it('says more digits where another ticket begins alike', () => {
    expect([mentions('#3f2a', [like]), mentions('#3f2a1b4', [like])]).toEqual([false, true]);
  });

  it.each(['login', 'a', '-', '--all', '', 'a\nb', '*-*', '.*-.*'])(
    'is not found by the slug %j, which tells nothing',
    (slug) => {
      expect(mentions(`x ${slug} y`, [], slug)).toBe(false);
      expect(mentionTexts({ ...ticket, slug })).toHaveLength(2);
    },
  );

  it('holds one of the texts that git is asked for, in whatever case', () => {
    const words = fc.constantFrom(ticket.id, '#3f2a1', ticket.slug, '#3f2', 'x', ' ', '-', '#', '3F2A', '\n');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        const isHeld = mentionTexts(ticket).some((each) => text.toLowerCase().includes(each.toLowerCase()));
        expect(isHeld || !mentions(text)).toBe(true);
      }),
    );
  });

  it('is told at once from a huge one that does not', () => {
    expect(mentions('#3f2a1bx-'.repeat(100_000))).toBe(false);
    expect(mentions(`${ticket.slug}-`.repeat(50_000))).toBe(false);
  });
});
