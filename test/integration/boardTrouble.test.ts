import { rename } from 'node:fs/promises';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BoardRequest } from '../../src/protocol/boardMessages.js';
import { windowWith } from './support/boardWindow.js';
import { grantTrust, person } from './support/fakeEditor.js';

vi.mock('vscode', async () => (await import('./support/fakeEditor.js')).fakeEditor);

beforeEach(() => {
  person.presses = person.chooses = undefined;
  person.asked.length = person.ran.length = 0;
});

describe('what a person is asked', () => {
  it('is what shall become of parts; who says no changes nothing and is told nothing', async () => {
    const { window, ids } = await windowWith('w', 'p');
    const [whole = '', part = ''] = ids;
    await window.workspace.tickets.edit(whole, { type: 'story' });
    await window.workspace.work.link(part, 'parent', whole);
    expect((await window.ask({ kind: 'complete', ids: [whole] })).error).toBeNull();
    expect(person.asked[0]).toContain('1 ticket hangs on what was named');
    await window.until(() => window.titles('todo').length === 2);
    person.presses = 'Include Their Parts';
    await window.ask({ kind: 'complete', ids: [whole] });
    expect(window.titles('done')).toHaveLength(2);
    await window.ask({ kind: 'undo' });
    expect(window.titles('todo')).toHaveLength(2);
    person.presses = 'Let Them Stand Alone';
    await window.ask({ kind: 'delete', ids: [whole] });
    expect(window.titles('todo')).toBe('p');
  });

  it('in a picker holds for all tickets that are still there', async () => {
    const { window, ids } = await windowWith('a', 'b', 'c');
    person.chooses = 'Critical';
    await window.ask({ kind: 'pick', pick: 'priority', ids: [...ids, 'gone'] });
    expect([...window.reader.rows.values()].map(({ priority }) => priority)).toEqual(new Array(3).fill('critical'));
    person.chooses = 'Doing';
    await window.ask({ kind: 'pick', pick: 'status', ids: ids.slice(0, 2) });
    expect(window.titles('doing')).toBe('ab');
    expect(person.asked).toEqual(['3 tickets', '2 tickets']);
    expect((await window.ask({ kind: 'pick', pick: 'status', ids: ['gone'] })).error).toMatchObject({
      code: 'ticket_not_found',
    });
  });
});

describe('a board in trouble', () => {
  it('drops what does not fit, and says so in the log without repeating it', async () => {
    const { window } = await windowWith('a');
    window.say({ type: 'request', seq: 77, request: { kind: 'open', id: 's3cret', path: '/etc/passwd' } });
    window.say('nonsense');
    expect(window.logged).toHaveLength(2);
    expect(window.logged.join()).not.toContain('s3cret');
    await window.ask({ kind: 'showBroken' });
    expect(window.told.filter((message) => message.type === 'reply').map(({ seq }) => seq)).toEqual([1]);
    expect(person.ran).toEqual([['ticketree.tickets.focus']]);
  });

  it.each<BoardRequest>([
    { kind: 'openYaml', id: '../../../etc/passwd' },
    { kind: 'delete', ids: ['../../config'] },
    { kind: 'move', ids: ['/etc/passwd'], status: 'done' },
    { kind: 'rename', id: '..', before: 'a', title: 'b' },
  ])('reaches no other file: %j', async (request) => {
    const { window } = await windowWith('a');
    expect((await window.ask(request)).error).toMatchObject({ code: 'ticket_not_found' });
    expect(person.ran).toEqual([]);
  });

  it('that is not trusted shows all and changes nothing, until it is trusted', async () => {
    const { window, ids } = await windowWith('a');
    window.readOnlyReason = 'Not trusted.';
    await window.ready();
    expect(window.reader.facts?.readOnly).toBe('Not trusted.');
    const reply = await window.ask({ kind: 'move', ids, status: 'done' });
    expect(reply.error).toMatchObject({ code: 'untrusted' });
    expect((await window.ask({ kind: 'pick', pick: 'tags', ids })).error).toMatchObject({ code: 'untrusted' });
    expect(window.titles('todo')).toBe('a');
    window.readOnlyReason = null;
    grantTrust();
    await window.until(() => window.reader.facts?.readOnly === null);
    expect((await window.ask({ kind: 'move', ids, status: 'done' })).error).toBeNull();
  });

  it('whose store vanishes says so, and shows all again when it is back', async () => {
    const { window, ids } = await windowWith('a');
    const { workspace } = window;
    const { root } = workspace.store.layout;
    await rename(root, `${root}-away`);
    window.become({ kind: 'noStore' });
    await window.until(() => window.told.at(-1)?.type === 'unavailable');
    expect((await window.ask({ kind: 'move', ids, status: 'done' })).error).toMatchObject({ code: 'no_store' });
    expect((await window.ask({ kind: 'search', text: 'a' })).error).toMatchObject({ code: 'no_store' });
    await rename(`${root}-away`, root);
    await workspace.store.refresh();
    const count = window.told.length;
    window.become({ kind: 'ready', workspace, stores: [workspace] });
    await window.until(() => window.told.slice(count).some(({ type }) => type === 'snapshot'));
    expect(window.titles('todo')).toBe('a');
  });

  it('that is hidden is told nothing, and all when it is back', async () => {
    const { window, ids } = await windowWith('a');
    window.setVisible(false);
    const count = window.told.length;
    await window.workspace.tickets.moveAll(ids, 'done');
    await new Promise((resolve) => setImmediate(resolve));
    expect(window.told).toHaveLength(count);
    window.setVisible(true);
    await window.ready();
    expect(window.titles('done')).toBe('a');
  });
});
