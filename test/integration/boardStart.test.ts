import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TicketRow } from '../../src/domain/ticketRow.js';
import type { HostMessage } from '../../src/protocol/boardMessages.js';
import { emptyProject, openWorkspace } from '../harness/tempStore.js';
import { BoardWindow } from './support/boardWindow.js';
import { git } from './support/commands.js';
import { person } from './support/fakeEditor.js';
import { gitProject } from './support/gitProject.js';
import { worktreeOf, writeTickets } from './support/startable.js';

vi.mock('vscode', async () => (await import('./support/fakeEditor.js')).fakeEditor);

afterEach(() => {
  person.settings.clear();
  person.chooses = undefined;
  person.asked.length = 0;
  person.ran.length = 0;
});

const toDoing = (...ids: string[]) => ({ kind: 'move', ids, status: 'doing', beforeId: null }) as const;

/** A board on tickets of these slugs, in todo. */
async function board(project: string, ...slugs: string[]): Promise<{ window: BoardWindow; ids: string[] }> {
  await writeTickets(project, slugs);
  const workspace = await openWorkspace(project);
  const ids = slugs.map((slug) => workspace.store.rows.find((row) => row.slug === slug)?.id ?? '');
  await workspace.tickets.moveAll(ids, 'todo', { beforeId: null });
  const window = new BoardWindow(workspace);
  await window.ready();
  return { window, ids };
}

function rowOf(window: BoardWindow, id: string | undefined): TicketRow | undefined {
  return window.reader.rows.get(id ?? '');
}

describe('a card that comes to doing', () => {
  it('is only moved, unless the person has set it otherwise', async () => {
    const project = await gitProject();
    const { window, ids } = await board(project, 'one');
    await window.ask(toDoing(...ids));
    expect(rowOf(window, ids[0])).toMatchObject({ status: 'doing', branch: null });
    expect(await git(project, 'worktree', 'list')).not.toContain('one');
  });

  it('is started with branch and worktree, active, and stands where it was dropped', async () => {
    person.settings.set('board.startOnDrop', true);
    person.chooses = 'nothing';
    const project = await gitProject();
    const { window, ids } = await board(project, 'one', 'two', 'three');
    const [one = '', two = '', three = ''] = ids;
    expect(await window.ask(toDoing(one, two))).toMatchObject({ error: null });
    // Of several none is opened.
    expect(person.asked).toEqual([]);
    expect(await window.ask({ kind: 'move', ids: [three], status: 'doing', beforeId: two })).toMatchObject({
      error: null,
    });
    expect(window.titles('doing')).toBe('onethreetwo');
    expect(person.asked).toEqual(['Started: three']);
    expect(ids.map((id) => rowOf(window, id)?.branch)).toEqual(['ticket/one', 'ticket/two', 'ticket/three']);
    expect(window.reader.facts?.activeId).toBe(three);
    for (const slug of ['one', 'two', 'three']) {
      expect(await git(worktreeOf(project, slug), 'branch', '--show-current')).toBe(`ticket/${slug}\n`);
    }
  });

  it('is started from the menu of its column too, and not again by a move within doing', async () => {
    person.settings.set('board.startOnDrop', true);
    person.settings.set('git.afterStart', 'stay');
    const { window, ids } = await board(await gitProject(), 'one', 'two');
    const [one = '', two = ''] = ids;
    person.chooses = 'Doing';
    await window.ask({ kind: 'pick', pick: 'status', ids: [one] });
    expect(rowOf(window, one)).toMatchObject({ status: 'doing', branch: 'ticket/one' });
    await window.ask(toDoing(two));
    const { rank } = rowOf(window, one) ?? {};
    expect(await window.ask(toDoing(one))).toMatchObject({ error: null });
    expect(rowOf(window, one)?.rank).not.toBe(rank);
  });

  it('is refused with the reason where it cannot be started, and stays as it was', async () => {
    person.settings.set('board.startOnDrop', true);
    const project = await gitProject();
    const { window, ids } = await board(project, 'one');
    await mkdir(path.join(worktreeOf(project), 'in the way'), { recursive: true });
    const before = { ...rowOf(window, ids[0]) };
    const { error } = await window.ask(toDoing(...ids));
    expect(error).toMatchObject({ code: 'path_exists' });
    expect(error?.hint).not.toBe('');
    expect(rowOf(window, ids[0])).toEqual(before);
    expect(await git(project, 'branch', '--list', 'ticket/*')).toBe('');
  });

  it('is started without git where there is no repository', async () => {
    person.settings.set('board.startOnDrop', true);
    const { window, ids } = await board(await emptyProject(), 'one');
    expect(await window.ask(toDoing(...ids))).toMatchObject({ error: null });
    expect(rowOf(window, ids[0])).toMatchObject({ status: 'doing', branch: null });
    expect(window.reader.facts?.activeId).toBe(ids[0]);
  });
});

it('a request that takes its time is told to be under way until it is answered', async () => {
  const { window, ids } = await board(await emptyProject(), 'one');
  const { tickets } = window.workspace;
  const busy = (message: HostMessage): boolean => message.type === 'busy';
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  let goOn = (): void => undefined;
  const waits = new Promise<void>((resolve) => (goOn = resolve));
  const move = tickets.moveAll.bind(tickets);
  vi.spyOn(tickets, 'moveAll').mockImplementation(async (...args) => (await waits, move(...args)));
  const asked = window.ask(toDoing(...ids));
  vi.advanceTimersByTime(9000);
  expect(window.told.filter(busy)).toHaveLength(2);
  goOn();
  vi.useRealTimers();
  await asked;
  expect(window.told.at(-1)?.type).toBe('reply');
});
