import { describe, expect, it } from 'vitest';
import { emptyProject } from '../harness/tempStore.js';
import { cli, document, failure, listed, ticketOf } from './support/commands.js';

async function project(): Promise<string> {
  const folder = await emptyProject();
  await ticketOf(folder, ['new', 'apple', '--priority', 'high', '--tags', 'fruit']);
  await ticketOf(folder, ['new', 'bean', '--priority', 'low']);
  await ticketOf(folder, ['new', 'cherry', '--priority', 'critical', '--tags', 'fruit']);
  await ticketOf(folder, ['close', 'cherry']);
  await ticketOf(folder, ['new', 'date', '--tags', 'fruit']);
  await ticketOf(folder, ['close', 'date', '--archive']);
  return folder;
}

async function titles(folder: string, args: readonly string[]): Promise<string[]> {
  return (await listed(folder, args)).map(({ title }) => title);
}

describe('list with a query', () => {
  it('gives what it finds, hiding done and archived ones unless they are asked about', async () => {
    const folder = await project();
    expect(await titles(folder, ['tag:fruit'])).toEqual(['Apple']);
    expect(await titles(folder, ['tag:fruit status:done'])).toEqual(['Cherry']);
    expect(await titles(folder, ['is:closed tag:fruit is:archived'])).toEqual(['Date']);
    expect(await titles(folder, ['tag:fruit', '--include-done', '--archived'])).toEqual(['Apple', 'Cherry', 'Date']);
    expect(await titles(folder, ['tag:fruit', '--priority', 'low'])).toEqual([]);
    expect(await titles(folder, ['is:open -tag:fruit'])).toEqual(['Bean']);
  });

  it('is ordered by --sort, else by the query, else by slug', async () => {
    const folder = await project();
    expect(await titles(folder, ['sort:-title'])).toEqual(['Bean', 'Apple']);
    expect(await titles(folder, ['sort:-title', '--reverse'])).toEqual(['Apple', 'Bean']);
    expect(await titles(folder, ['sort:-title', '--sort', 'priority'])).toEqual(['Apple', 'Bean']);
    expect(await titles(folder, [''])).toEqual(['Apple', 'Bean']);
  });

  it('prints whole tickets with --json', async () => {
    const folder = await project();
    const shown = await ticketOf(folder, ['show', 'apple']);
    expect(await document(folder, ['list', 'slug:apple'])).toMatchObject({ count: 1, total: 1, tickets: [shown] });
  });

  it('refuses one that means nothing, and tells what was meant', async () => {
    const folder = await project();
    const refused = await failure(folder, ['list', 'stauts:todo']);
    expect(refused).toMatchObject({
      code: 'invalid_query',
      exit: 2,
      hint: expect.stringContaining('status') as unknown,
    });
    expect((await cli(folder, ['list', 'two', 'arguments'])).code).toBe(2);
  });
});
