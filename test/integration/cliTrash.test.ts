import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { emptyProject, ticketPath } from '../harness/tempStore.js';
import { document, failure, listed, ticketOf } from './support/commands.js';

describe('delete and trash', () => {
  it('put a ticket into the trash and back, byte for byte', async () => {
    const project = await emptyProject();
    const { id, slug } = await ticketOf(project, ['new', 'one', '-d', '日本語\n\n  indented']);
    const bytes = await readFile(ticketPath(project, id));
    const deleted = await document(project, ['delete', 'one']);
    expect(deleted).toMatchObject({ kind: 'deleted', count: 1, tickets: [{ id, slug }] });
    expect(await listed(project)).toEqual([]);
    expect(await document(project, ['trash', 'list'])).toMatchObject({
      ...{ kind: 'trash', count: 1, total: 1, truncated: false },
      tickets: [{ ticket: { id, slug } }],
    });
    expect(await ticketOf(project, ['trash', 'restore', 'one'])).toMatchObject({ id });
    expect(await readFile(ticketPath(project, id))).toEqual(bytes);
    expect(await document(project, ['trash', 'list'])).toMatchObject({ count: 0 });
  });

  it('delete several as one operation, all or none', async () => {
    const project = await emptyProject();
    for (const slug of ['one', 'two', 'three']) await ticketOf(project, ['new', slug]);
    expect(await failure(project, ['delete', 'one', 'nobody'])).toMatchObject({ code: 'ticket_not_found' });
    expect(await listed(project)).toHaveLength(3);
    expect(await document(project, ['delete', 'one', 'two', 'one'])).toMatchObject({ count: 2 });
    await document(project, ['undo']);
    expect(await listed(project)).toHaveLength(3);
    expect(await document(project, ['trash', 'list'])).toMatchObject({ count: 0 });
  });

  it('empty only with consent, and only what is old enough', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'one']);
    await document(project, ['delete', id]);
    expect(await document(project, ['trash', 'empty', '--older-than', '1', '--yes'])).toMatchObject({ count: 0 });
    expect(await failure(project, ['trash', 'empty'])).toMatchObject({ code: 'usage', exit: 2 });
    expect(await document(project, ['trash', 'empty', '--yes'])).toMatchObject({ kind: 'trash-emptied', count: 1 });
    expect(await failure(project, ['trash', 'restore', id])).toMatchObject({ code: 'ticket_not_found', exit: 3 });
  });

  it.each([['many'], ['-1'], ['1.5']])('refuse an age of %s days', async (days) => {
    const project = await emptyProject();
    expect(await failure(project, ['trash', 'empty', '--older-than', days])).toMatchObject({ exit: 2 });
  });
});
