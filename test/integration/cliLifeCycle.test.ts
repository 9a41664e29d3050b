import { describe, expect, it } from 'vitest';
import { emptyProject } from '../harness/tempStore.js';
import { cli, document, failure, listed, ticketOf } from './support/commands.js';

describe('the life of a ticket', () => {
  it('starts, is reviewed, sent back, approved and reopened', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'one', '-d', 'Why.']);
    expect(await ticketOf(project, ['start', 'one'])).toMatchObject({ id, status: 'doing' });
    expect(await failure(project, ['start', id])).toMatchObject({ exit: 4, code: 'invalid_transition' });
    // Started, it is the active one, which need not be named.
    expect(await ticketOf(project, ['review', '-n', '-'], { input: 'See 日本語 🎉\n' })).toMatchObject({
      status: 'review',
      description: expect.stringMatching(/^Why\.\n\n## Review Notes\n\nSee 日本語 🎉/u) as unknown,
    });
    expect(await ticketOf(project, ['request-changes', '-c', 'More tests'])).toMatchObject({
      status: 'doing',
      description: expect.stringMatching(/## Changes Requested\n\nMore tests\n\n\*Requested at: .+ UTC\*$/) as unknown,
    });
    expect(await ticketOf(project, ['approve', '-m', 'Fine.'])).toMatchObject({
      status: 'done',
      closed_at: expect.any(String) as unknown,
      description: expect.stringMatching(/## Approval\n\nFine\.$/) as unknown,
    });
    expect(await failure(project, ['approve'])).toMatchObject({ exit: 3, code: 'no_active_ticket' });
    expect(await failure(project, ['approve', id])).toMatchObject({ exit: 4, code: 'invalid_transition' });
    expect(await ticketOf(project, ['reopen', id])).toMatchObject({ status: 'todo', closed_at: null });
    expect(await failure(project, ['reopen', id])).toMatchObject({ code: 'invalid_transition' });
  });

  it('reopens in the status that is named, but not as done', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'one']);
    await ticketOf(project, ['status', id, 'done']);
    expect(await failure(project, ['reopen', id, 'done'])).toMatchObject({ exit: 2, code: 'invalid_value' });
    expect(await ticketOf(project, ['reopen', id, 'review'])).toMatchObject({ status: 'review' });
  });

  it('refuses a status that there is not, and a request for changes without words', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'one']);
    expect(await failure(project, ['status', id, 'constructor'])).toMatchObject({ exit: 2, code: 'invalid_value' });
    expect(await failure(project, ['request-changes', id])).toMatchObject({ exit: 2, code: 'usage' });
    expect(await failure(project, ['request-changes', id, '-c', ' '])).toMatchObject({ code: 'invalid_value' });
    expect(await ticketOf(project, ['show', id])).toMatchObject({ status: 'todo', description: '' });
  });

  it('hands a ticket to somebody else', async () => {
    const project = await emptyProject();
    await ticketOf(project, ['new', 'one']);
    expect(await ticketOf(project, ['handoff', 'one', ' mia ', '-n', 'Mind the lock'])).toMatchObject({
      assignee: 'mia',
      description: expect.stringMatching(
        /Mind the lock\n\n\*Handed off from unassigned to mia at .+ UTC\*$/,
      ) as unknown,
    });
    expect(await failure(project, ['handoff', 'one', ''])).toMatchObject({ exit: 2, code: 'invalid_value' });
  });

  it('tells a person the short id, without control characters', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'one', '-t', 'A \u001b[31mred one']);
    const { stdout } = await cli(project, ['start', id]);
    expect(stdout).toBe(`Started #${id.slice(0, 4)} A \ufffd[31mred one\n`);
  });
});

describe('closing a ticket with open parts', () => {
  it('is refused, unless they are closed too or let go', async () => {
    const project = await emptyProject();
    for (const slug of ['whole', 'part']) await ticketOf(project, ['new', slug]);
    await ticketOf(project, ['edit', 'whole', '--status', 'doing']);
    const linked = await cli(project, ['link', 'part', 'parent', 'whole']);
    expect(linked.code).toBe(4);
    await document(project, ['new', 'an-epic', '--type', 'epic']);
    await ticketOf(project, ['link', 'part', 'parent', 'an-epic']);
    expect(await failure(project, ['close', 'an-epic'])).toMatchObject({ exit: 4, code: 'has_dependents' });
    expect(await failure(project, ['close', 'an-epic', '--children', 'eat'])).toMatchObject({ exit: 2, code: 'usage' });
    await ticketOf(project, ['close', 'an-epic', '--children', 'cascade']);
    expect(await ticketOf(project, ['show', 'part'])).toMatchObject({ status: 'done' });
  });
});

describe('archive', () => {
  it('puts tickets away and takes them back', async () => {
    const project = await emptyProject();
    for (const slug of ['one', 'two', 'three']) await ticketOf(project, ['new', slug]);
    const done = await document(project, ['archive', 'one', 'two', 'one']);
    expect(done).toMatchObject({ kind: 'tickets', count: 2, total: 2, truncated: false });
    expect((await listed(project)).map(({ title }) => title)).toEqual(['Three']);
    expect(await document(project, ['archive', 'one', '-u'])).toMatchObject({ count: 1, tickets: [{ title: 'One' }] });
    expect((await listed(project)).map(({ title }) => title).sort()).toEqual(['One', 'Three']);
  });

  it('refuses the active ticket, and then archives nothing', async () => {
    const project = await emptyProject();
    for (const slug of ['one', 'two']) await ticketOf(project, ['new', slug]);
    await ticketOf(project, ['start', 'two']);
    expect(await failure(project, ['archive', 'one', 'two'])).toMatchObject({ exit: 4, code: 'invalid_transition' });
    expect(await listed(project)).toHaveLength(2);
  });

  it('archives what was closed long enough ago', async () => {
    const project = await emptyProject();
    for (const slug of ['one', 'two']) await ticketOf(project, ['new', slug]);
    await ticketOf(project, ['close', 'one']);
    expect(await document(project, ['archive', '--older-than', '1'])).toMatchObject({ count: 0, tickets: [] });
    expect((await document(project, ['archive', '--older-than', '0']))['tickets']).toMatchObject([{ title: 'One' }]);
  });

  it('goes by the age that the team has set, when it is asked to, and never by itself', async () => {
    const project = await emptyProject();
    for (const slug of ['one', 'two']) await ticketOf(project, ['new', slug]);
    await ticketOf(project, ['close', 'one']);
    expect(await document(project, ['archive', '--auto'])).toMatchObject({ count: 0, tickets: [] });
    await document(project, ['config', 'set', 'archive.after_days', '0']);
    await ticketOf(project, ['edit', 'two', '--title', 'Second']);
    expect(await listed(project, ['--include-done'])).toHaveLength(2);
    expect((await document(project, ['archive', '--auto']))['tickets']).toMatchObject([{ title: 'One' }]);
    expect((await cli(project, ['archive', '--auto'])).stderr).toBe('There is nothing to archive.\n');
  });

  it('wants to know which tickets are meant', async () => {
    const project = await emptyProject();
    await ticketOf(project, ['new', 'one']);
    for (const args of [
      ...[[], ['one', '--older-than', '3'], ['-u', '--older-than', '3'], ['--older-than']],
      ...[
        ['one', '--auto'],
        ['-u', '--auto'],
        ['--auto', '--older-than', '3'],
      ],
    ]) {
      expect(await failure(project, ['archive', ...args]), args.join(' ')).toMatchObject({ exit: 2, code: 'usage' });
    }
    expect(await failure(project, ['archive', '--older-than', '-3'])).toMatchObject({ exit: 2, code: 'usage' });
  });
});
