import { describe, expect, it } from 'vitest';
import { writeFile } from 'node:fs/promises';
import { encodeTicket } from '../../src/store/codec/encodeTicket.js';
import type { Ticket } from '../../src/domain/ticket.js';
import { emptyProject, realProject, ticketPath } from '../harness/tempStore.js';
import { failure, ticketOf } from './support/commands.js';
import { sampleTicket } from './support/yaml.js';

async function projectWith(...tickets: Partial<Ticket>[]): Promise<string> {
  const project = await emptyProject();
  for (const change of tickets) {
    const ticket = sampleTicket(change);
    await writeFile(ticketPath(project, ticket.id), encodeTicket(ticket));
  }
  return project;
}

const id = 'ab12cd34-5678-4abc-8def-0123456789ab';
const neighbour = 'ab12ff00-5678-4abc-8def-0123456789ab';

describe('a ticket is named by', () => {
  const slug = '202507201345-fix-login';
  it.each([
    ['its id', id],
    ['its id in capitals', id.toUpperCase()],
    ['its id without hyphens', id.replaceAll('-', '')],
    ['its id after #', `#${id}`],
    ['the first digits of its id', 'ab12c'],
    ['the first digits in capitals', 'AB12C'],
    ['the first digits after #', '#ab12c'],
    ['digits beyond a hyphen', 'ab12cd34-56'],
    ['digits beyond a hyphen, without it', 'ab12cd3456'],
    ['its slug', slug],
    ['its slug without the time stamp', 'fix-login'],
    ['its slug among blanks', `  ${slug} `],
  ])('%s', async (_what, reference) => {
    const project = await projectWith({ id, slug }, { id: neighbour, slug: '202507201345-fix-logout' });
    expect((await ticketOf(project, ['show', reference])).id).toBe(id);
  });

  it.each([
    ['too few digits', 'ab1'],
    ['nothing', ''],
    ['only #', '#'],
    ['a part of its slug', 'fix'],
    ['its slug in capitals', 'FIX-LOGIN'],
    ['a path', '../tickets/x'],
    ['a pattern', '.*'],
    ['a word of JavaScript', '__proto__'],
  ])('not by %s', async (_what, reference) => {
    const project = await projectWith({ id, slug });
    expect(await failure(project, ['show', reference])).toMatchObject({ exit: 3, code: 'ticket_not_found' });
  });

  it('not by digits that fit several, of which the message names each with more digits', async () => {
    const project = await projectWith({ id, slug }, { id: neighbour });
    const { exit, code, message } = await failure(project, ['show', 'ab12']);
    expect({ exit, code }).toEqual({ exit: 3, code: 'ticket_ambiguous' });
    expect(message).toContain('#ab12c ');
    expect(message).toContain('#ab12f ');
  });

  it('not by a slug that two of them have, as in the real store', async () => {
    const project = await realProject();
    expect(await failure(project, ['show', 'improve-ux-with-spec-driven-approach'])).toMatchObject({
      exit: 3,
      code: 'ticket_ambiguous',
    });
  });

  it('the first digits of its id rather than by a slug of the same digits', async () => {
    const project = await projectWith({ id, slug: 'other' }, { id: neighbour, slug: 'ab12cd34' });
    expect((await ticketOf(project, ['show', 'ab12cd34'])).id).toBe(id);
  });

  it('a slug whose digits begin several ids', async () => {
    const project = await projectWith({ id, slug: 'other' }, { id: neighbour, slug: 'ab12' });
    expect((await ticketOf(project, ['show', 'ab12'])).id).toBe(neighbour);
  });

  it('a whole slug rather than by one without its time stamp', async () => {
    const stamped = await projectWith({ id, slug: 'login' }, { id: neighbour, slug: '202507201345-login' });
    expect((await ticketOf(stamped, ['show', 'login'])).id).toBe(id);
  });
});

describe('without a name', () => {
  it('show, edit, task and close mean the active ticket', async () => {
    const project = await projectWith({});
    const active = await ticketOf(project, ['new', 'active-one', '--start']);
    expect(active).toMatchObject({ status: 'doing' });
    expect((await ticketOf(project, ['show'])).id).toBe(active.id);
    expect((await ticketOf(project, ['edit', '--title', 'Edited'])).id).toBe(active.id);
    expect((await ticketOf(project, ['close'])).id).toBe(active.id);
    for (const args of [['show'], ['edit', '--title', 'x'], ['close'], ['task', 'list'], ['task', 'add', 'x']]) {
      expect(await failure(project, args)).toMatchObject({ exit: 3, code: 'no_active_ticket' });
    }
  });
});
