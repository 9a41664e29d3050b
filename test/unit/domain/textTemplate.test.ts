import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillTemplate, ticketPlaceholders } from '../../../src/domain/textTemplate.js';
import { ticketWith } from './tickets.js';

describe('filling in a template', () => {
  it('takes placeholders in one pair of braces and in two, with and without blanks', () => {
    const values = { title: 'Fix login', id: '3f2a' };
    expect(fillTemplate('{title} {{title}} {{ title }} ({id})', values)).toBe('Fix login Fix login Fix login (3f2a)');
  });

  it('leaves what it has no value for, also names that every object has', () => {
    const text = '{other} {{ other }} {constructor} {__proto__} {} { title } {{title}';
    expect(fillTemplate(text, { title: 'T' })).toBe('{other} {{ other }} {constructor} {__proto__} {} { title } {T');
  });

  it('fills in no placeholder that came with a value, and gives no meaning to $', () => {
    expect(fillTemplate('{title} {id}', { title: '{id} $& $1 $$', id: '1' })).toBe('{id} $& $1 $$ 1');
  });

  it('is done at once with a huge text of braces', () => {
    const text = '{{ '.repeat(200_000);
    expect(fillTemplate(text, { a: 'b' })).toBe(text);
  });

  it('changes nothing in a text without braces', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const plain = text.replaceAll('{', '');
        expect(fillTemplate(plain, { a: 'x', b: 'y' })).toBe(plain);
      }),
    );
  });
});

describe("a ticket's placeholders", () => {
  it('are its names in one line, and its description as it is', () => {
    const ticket = ticketWith({
      title: ' Fix\nthe login ',
      description: '\nOne\n\nTwo\n',
      metadata: { type: 'story' },
    });
    expect(ticketPlaceholders(ticket, '3f2a')).toEqual({
      id: ticket.id,
      ticket_id: ticket.id,
      short_id: '3f2a',
      slug: ticket.slug,
      title: 'Fix the login',
      ticket_title: 'Fix the login',
      description: 'One\n\nTwo',
      summary: 'One\n\nTwo',
      type: 'story',
    });
  });

  it('sum it up by its title where it has no description', () => {
    expect(ticketPlaceholders(ticketWith({ title: 'Fix it', description: ' ' }), '3f2a')['summary']).toBe('Fix it');
  });
});
