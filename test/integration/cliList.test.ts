import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { encodeTicket } from '../../src/store/codec/encodeTicket.js';
import type { Ticket } from '../../src/domain/ticket.js';
import { emptyProject, ticketPath } from '../harness/tempStore.js';
import { cli, document, failure, listed, ticketOf } from './support/commands.js';
import { sampleTicket } from './support/yaml.js';

/** Local midnight, some days ago, with an hour of that day. */
function daysAgo(days: number, hour = 12): string {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days, hour).toISOString();
}

const samples: readonly Partial<Ticket>[] = [
  { slug: 'a', status: 'todo', priority: 'low', created_at: daysAgo(0, 0), assignee: 'mia' },
  { slug: 'b', status: 'doing', priority: 'critical', created_at: daysAgo(1, 23), assignee: 'Mia' },
  { slug: 'c', status: 'review', priority: 'high', created_at: daysAgo(3) },
  { slug: 'd', status: 'blocked', priority: 'high', created_at: daysAgo(10), metadata: { status_since: daysAgo(0) } },
  { slug: 'e', status: 'done', priority: 'medium', created_at: daysAgo(20), closed_at: daysAgo(2) },
  { slug: 'f', status: 'todo', priority: 'medium', created_at: daysAgo(30), metadata: { archived: true } },
  { slug: 'g', status: 'done', priority: 'low', created_at: daysAgo(400), metadata: { archived: true } },
];

async function project(): Promise<string> {
  const folder = await emptyProject();
  for (const change of samples) {
    const ticket = sampleTicket(change);
    await writeFile(ticketPath(folder, ticket.id), encodeTicket(ticket));
  }
  return folder;
}

function localDate(iso: string): string {
  const date = new Date(iso);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

describe('list', () => {
  it('gives the tickets that were asked for, in the order that was asked for', async () => {
    const folder = await project();
    const cases: readonly (readonly [string, string])[] = [
      ['', 'abcd'],
      ['--include-done', 'abcde'],
      ['--archived', 'abcdf'],
      ['--archived --include-done', 'abcdefg'],
      ['--status done', 'e'],
      ['--status closed --archived', 'eg'],
      ['-s WIP', 'b'],
      ['--open', 'ab'],
      ['--open --status review', ''],
      ['--priority h', 'cd'],
      ['--assignee mia', 'a'],
      ['--sort created', 'dcba'],
      ['--sort created -r', 'abcd'],
      ['--sort priority', 'bcda'],
      ['--sort status --include-done', 'abcde'],
      ['--sort updated', 'cbad'],
      ['--reverse', 'dcba'],
      ['--limit 2', 'ab'],
      ['-l 2 -r', 'dc'],
      ['--limit 0', ''],
      ['--since today', 'a'],
      ['--since yesterday', 'ab'],
      ['--until yesterday', 'bcd'],
      ['--since yesterday --until yesterday', 'b'],
      ['--since tomorrow', ''],
      [`--since ${localDate(daysAgo(3))} --until ${localDate(daysAgo(3))}`, 'c'],
    ];
    for (const [options, slugs] of cases) {
      const found = await listed(
        folder,
        options.split(' ').filter((word) => word !== ''),
      );
      expect(found.map(({ slug }) => slug).join(''), `list ${options}`).toBe(slugs);
    }
    expect((await listed(folder, ['--since', '3 days ago'])).map(({ slug }) => slug)).toEqual(['a', 'b', 'c']);
    expect((await listed(folder, ['--until', '1 week ago'])).map(({ slug }) => slug)).toEqual(['d']);
    expect(await listed(folder, ['--since', '0 hours ago'])).toEqual([]);
  });

  it('says how many there are in a document of its own kind', async () => {
    const folder = await project();
    const found = await document(folder, ['list', '--limit', '1']);
    expect(Object.keys(found)).toEqual(['schemaVersion', 'kind', 'count', 'total', 'truncated', 'tickets']);
    expect(found).toMatchObject({ schemaVersion: 1, kind: 'tickets', count: 1, tickets: [{ slug: 'a' }] });
    expect(found).toMatchObject({ total: 4, truncated: true });
  });

  it('pages, and tells a person how to see the next page', async () => {
    const folder = await project();
    expect(await document(folder, ['list', '--limit', '2', '--offset', '2'])).toMatchObject({
      ...{ count: 2, total: 4, truncated: false },
      tickets: [{ slug: 'c' }, { slug: 'd' }],
    });
    const { stdout, stderr } = await cli(folder, ['list', '--limit', '1', '--offset', '1']);
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toBe('… and 2 more; --offset 2 shows the next\n');
  });

  it('shows archived tickets to who asks for them, done ones among them', async () => {
    const folder = await project();
    await ticketOf(folder, ['close', 'a', '--archive']);
    expect((await listed(folder, ['is:archived'])).map(({ slug }) => slug)).toContain('a');
    expect((await listed(folder, ['--archived'])).map(({ slug }) => slug)).not.toContain('a');
  });

  it('says so when there is nothing to list, to a person only', async () => {
    const folder = await project();
    const { stdout, stderr } = await cli(folder, ['list', 'tag:nobody-has-this']);
    expect({ stdout, stderr: stderr.trimEnd() }).toEqual({
      stdout: '',
      stderr: 'No ticket is listed; done and archived ones are with --include-done and --archived.',
    });
    expect(await document(folder, ['list', 'tag:nobody-has-this'])).toMatchObject({ count: 0, total: 0 });
  });

  it.each([
    ['--status', 'open'],
    ['--priority', 'urgentest'],
    ['--sort', 'size'],
    ['--limit', '-1'],
    ['--limit', 'many'],
    ['--limit', '1e3'],
    ['--since', 'soon'],
    ['--until', '2026-02-30'],
    ['--since', '3 moons ago'],
  ])('refuses %s %s', async (option, value) => {
    expect(await failure(await emptyProject(), ['list', option, value])).toMatchObject({ exit: 2 });
  });
});
