import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../src/domain/ticket.js';
import { claimOf } from '../../src/domain/ticketMetadata.js';
import { emptyProject } from '../harness/tempStore.js';
import { cli, document, failure, ticketOf } from './support/commands.js';

async function projectWith(...slugs: string[]): Promise<{ project: string; ids: Record<string, string> }> {
  const project = await emptyProject();
  const ids: Record<string, string> = {};
  for (const slug of slugs) ids[slug] = (await ticketOf(project, ['new', slug])).id;
  return { project, ids };
}

async function readySlugs(project: string, ...args: string[]): Promise<string[]> {
  const tickets = (await document(project, ['ready', ...args]))['tickets'] as Ticket[];
  return tickets.map(({ slug }) => slug.replace(/^\d+-/, ''));
}

describe('link and unlink', () => {
  it('tie tickets together and part them, from either side', async () => {
    const { project, ids } = await projectWith('a', 'b');
    expect(await ticketOf(project, ['link', 'a', 'depends-on', 'b'])).toMatchObject({
      id: ids['a'],
      metadata: { depends_on: [ids['b']] },
    });
    expect(await failure(project, ['link', 'b', 'depends-on', 'a'])).toMatchObject({ exit: 4, code: 'cycle' });
    const parted = await ticketOf(project, ['unlink', 'b', 'blocks', 'a']);
    expect(parted.id).toBe(ids['a']);
    expect(parted.metadata).not.toHaveProperty('depends_on');
  });

  it('name the kinds of links that there are', async () => {
    const { project } = await projectWith('a', 'b');
    const failed = await failure(project, ['link', 'a', 'likes', 'b']);
    expect(failed).toMatchObject({ exit: 2, code: 'usage' });
    expect(failed.message + failed.hint).toContain('depends-on');
  });

  it('part a ticket from one that is not there any more', async () => {
    const { project, ids } = await projectWith('a', 'b');
    await ticketOf(project, ['link', 'a', 'depends-on', 'b']);
    await rm(`${project}/.vibe-ticket/tickets/${ids['b'] ?? ''}.yaml`);
    expect(await failure(project, ['unlink', 'a', 'depends-on', 'feedface'])).toMatchObject({
      code: 'ticket_not_found',
    });
    const parted = await ticketOf(project, ['unlink', 'a', 'depends-on', (ids['b'] ?? '').slice(0, 8)]);
    expect(parted.metadata).not.toHaveProperty('depends_on');
  });
});

describe('ready and next', () => {
  it('tell what can be begun, the most urgent first', async () => {
    const { project } = await projectWith('a', 'b', 'c');
    await ticketOf(project, ['link', 'a', 'depends-on', 'b']);
    await ticketOf(project, ['edit', 'c', '--priority', 'critical']);
    expect(await readySlugs(project)).toEqual(['c', 'b']);
    expect(await readySlugs(project, 'priority:medium')).toEqual(['b']);
    expect(await document(project, ['ready', '--limit', '1'])).toMatchObject({ count: 1, total: 2, truncated: true });
    expect(await failure(project, ['ready', 'priority:'])).toMatchObject({ exit: 2, code: 'invalid_query' });
    expect(await ticketOf(project, ['next', 'priority:medium'])).toMatchObject({ title: 'B' });
    expect((await cli(project, ['ready'])).stdout).toMatch(/^#.+ C\n#.+ B\n$/);
  });

  it('leave out what somebody else is to do', async () => {
    const { project } = await projectWith('mine', 'theirs', 'free');
    await ticketOf(project, ['edit', 'theirs', '-a', 'somebody else']);
    expect((await readySlugs(project, '--mine')).sort()).toEqual(['free', 'mine']);
  });

  it('give each of many workers a ticket of its own', async () => {
    const { project } = await projectWith('a', 'b', 'c');
    const taken = await Promise.all(
      ['1', '2', '3'].map((session) => ticketOf(project, ['next', '--claim', '--session', session])),
    );
    expect(new Set(taken.map(({ id }) => id)).size).toBe(3);
    expect(await failure(project, ['next', '--claim'])).toMatchObject({ exit: 3, code: 'nothing_ready' });
    expect(await failure(project, ['next'])).toMatchObject({ exit: 3, code: 'nothing_ready' });
  });
});

describe('claim and release', () => {
  it('keep a ticket for one session until it lets go', async () => {
    const { project } = await projectWith('a');
    const claimed = await ticketOf(project, ['claim', 'a', '--session', 'one', '--lease', '5']);
    expect(claimed.metadata).toMatchObject({ claim: { session: 'one' } });
    expect(await failure(project, ['claim', 'a', '--session', 'two'])).toMatchObject({
      exit: 4,
      code: 'ticket_claimed',
    });
    expect(await failure(project, ['release', 'a', '--session', 'two'])).toMatchObject({ code: 'ticket_claimed' });
    expect((await ticketOf(project, ['release', 'a', '--session', 'one'])).metadata).not.toHaveProperty('claim');
    await ticketOf(project, ['claim', 'a', '--session', 'one']);
    expect((await ticketOf(project, ['release', 'a', '--force'])).metadata).not.toHaveProperty('claim');
  });

  it.each(['5', '120'])('hold for as long as was said: %s minutes', async (lease) => {
    const { project } = await projectWith('a');
    const claim = claimOf(await ticketOf(project, ['claim', 'a', '--lease', lease]));
    expect(Date.parse(claim?.until ?? '') - Date.parse(claim?.at ?? '')).toBe(Number(lease) * 60_000);
  });

  it.each(['0', '1441', '-5', 'soon', ''])('refuse a lease of "%s" minutes', async (lease) => {
    const { project } = await projectWith('a');
    expect(await failure(project, ['claim', 'a', `--lease=${lease}`])).toMatchObject({ exit: 2 });
  });
});
