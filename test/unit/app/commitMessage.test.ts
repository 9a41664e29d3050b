import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageFromTemplate, messageOfPerson, withCoAuthors } from '../../../src/app/git/finish/commitMessage.js';
import { ticketWith } from '../domain/tickets.js';

const parts = {
  ticket: ticketWith({ title: 'Fix it' }),
  shortId: '3f2a',
  branch: 'ticket/a',
  base: 'main',
  commits: [],
};

function by(author: string, email: string): Parameters<typeof withCoAuthors>[1][number] {
  return { id: '1', parents: [], subject: 's', author, email };
}

describe('a message from a template', () => {
  it('ends with one line feed, begins with text, and holds nothing that git refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (template, description) => {
        const message = messageFromTemplate(template, { ...parts, ticket: { ...parts.ticket, description } });
        expect(message).toMatch(/^[^\n][^]*\n$/);
        expect(message).not.toMatch(/\0|\r|\n\n$|\n{3}/);
      }),
    );
  });

  it('lists commits in the order in which they were made, and tasks with what is done', () => {
    const commits = [{ subject: 'second' }, { subject: 'first {title}' }];
    expect(messageFromTemplate('{title}\n\n{commits}', { ...parts, commits })).toBe(
      'Fix it\n\n- first {title}\n- second\n',
    );
  });
});

describe('a message that a person wrote', () => {
  it('keeps lines that begin with # and is refused when nothing is in it', () => {
    expect(messageOfPerson('#1\n# two\r\n')).toBe('#1\n# two\n');
    for (const text of ['', ' \n\t\n', '\0']) expect(() => messageOfPerson(text)).toThrow('needs a message');
  });
});

describe('those who wrote it together', () => {
  it('stand among the trailers, or after a blank line where there are none', () => {
    const ana = [by('Ana', 'ana@x')];
    expect(withCoAuthors('T\n\nTicket: a\n', ana, null)).toBe('T\n\nTicket: a\nCo-authored-by: Ana <ana@x>\n');
    expect(withCoAuthors('T\n\nSome text.\n', ana, null)).toBe('T\n\nSome text.\n\nCo-authored-by: Ana <ana@x>\n');
    expect(withCoAuthors('Fix: it\n', ana, null)).toBe('Fix: it\n\nCo-authored-by: Ana <ana@x>\n');
  });

  it('are named once, without oneself, and not again where the message names them', () => {
    const all = [by('Bo', 'bo@x'), by('Ana again', 'ANA@x'), by('Ana', 'ana@x'), by('Me', 'me@x')];
    const once = withCoAuthors('T\n', all, 'ME@x');
    expect(once).toBe('T\n\nCo-authored-by: Ana <ana@x>\nCo-authored-by: Bo <bo@x>\n');
    expect(withCoAuthors(once, all, 'me@x')).toBe(once);
  });
});
