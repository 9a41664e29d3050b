import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { TicketPlaces, type PlacesChange } from '../../src/app/git/ticketPlaces.js';
import { ConfigService } from '../../src/app/configService.js';
import type { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import { systemClock } from '../../src/util/clock.js';
import { emptyProject, openWorkspace } from '../harness/tempStore.js';
import { git } from './support/commands.js';

interface Followed {
  readonly project: string;
  readonly workspace: TicketWorkspace;
  readonly places: TicketPlaces;
  readonly changes: PlacesChange[];
  /** Where a new worktree may go. */
  beside(name: string): string;
}

async function committed(): Promise<string> {
  const project = await emptyProject();
  await git(project, 'init', '-q');
  await git(project, 'commit', '-q', '--allow-empty', '-m', 'first');
  return project;
}

async function follow(project: string, folder = project): Promise<Followed> {
  const workspace = await openWorkspace(folder);
  workspace.store.watch();
  const places = new TicketPlaces(workspace.git.context);
  onTestFinished(() => {
    places.dispose();
  });
  const changes: PlacesChange[] = [];
  places.onDidChange((change) => changes.push(change));
  places.follow();
  await places.refresh();
  const beside = (name: string): string => path.join(project, '..', `${path.basename(project)}-${name}`);
  onTestFinished(async () => {
    for (const name of ['a', 'b', 'moved']) await rm(beside(name), { recursive: true, force: true });
  });
  return { project, workspace, places, changes, beside };
}

describe('the places of tickets', () => {
  it('are told as worktrees come, go back to another branch, and go', async () => {
    const { project, workspace, places, changes, beside } = await follow(await committed());
    const { id } = await workspace.tickets.create({ title: 'Log in', slug: 'log-in' });
    expect([...places.ids]).toEqual([]);

    await git(project, 'worktree', 'add', '-q', '-b', 'ticket/log-in', beside('a'));
    await expect.poll(() => places.get(id)).toEqual({ branch: 'ticket/log-in', worktree: beside('a'), isThere: true });
    expect(changes.at(-1)).toMatchObject({ ids: [id], wasHere: null });

    await git(beside('a'), 'switch', '-q', '-c', 'other');
    await expect.poll(() => places.get(id)).toBeUndefined();
    await git(beside('a'), 'switch', '-q', 'ticket/log-in');
    await expect.poll(() => places.get(id)?.isThere).toBe(true);
    await git(project, 'worktree', 'remove', beside('a'));
    await expect.poll(() => [...places.ids]).toEqual([]);
    // Its folder of notes went with the last worktree, and is made anew.
    await git(project, 'worktree', 'add', '-q', beside('b'), 'ticket/log-in');
    await expect.poll(() => places.get(id)?.worktree).toBe(beside('b'));
  });

  it('say that a folder is gone, and that it is back', async () => {
    const { project, workspace, places, beside } = await follow(await committed());
    const { id } = await workspace.tickets.create({ title: 'Log in', slug: 'log-in' });
    await git(project, 'worktree', 'add', '-q', '-b', 'ticket/log-in', beside('a'));
    await expect.poll(() => places.get(id)?.isThere).toBe(true);
    await rename(beside('a'), beside('moved'));
    await expect.poll(() => places.get(id)?.isThere).toBe(false);
    await rename(beside('moved'), beside('a'));
    await expect.poll(() => places.get(id)?.isThere).toBe(true);
  });

  it('follow the tickets: a branch belongs to the one that is made for it, or takes it', async () => {
    const { project, workspace, places, beside } = await follow(await committed());
    await git(project, 'worktree', 'add', '-q', '-b', 'ticket/log-in', beside('a'));
    const { id } = await workspace.tickets.create({ title: 'Log in', slug: 'log-in' });
    await expect.poll(() => [...places.ids]).toEqual([id]);
    await workspace.tickets.deleteAll([id]);
    await expect.poll(() => [...places.ids]).toEqual([]);
  });

  it('say what is checked out here, and whose it is', async () => {
    const { project, workspace, places, changes, beside } = await follow(await committed());
    const { id } = await workspace.tickets.create({ title: 'Log in', slug: 'log-in' });
    expect(places.here).toEqual({ branch: 'main', ticketId: null });
    await git(project, 'switch', '-q', '-c', 'ticket/log-in');
    await expect.poll(() => places.here).toEqual({ branch: 'ticket/log-in', ticketId: id });
    expect(changes.at(-1)).toEqual({ ids: [], wasHere: { branch: 'main', ticketId: null }, isFirst: false });
    await git(project, 'switch', '-q', '--detach');
    await expect.poll(() => places.here).toEqual({ branch: null, ticketId: null });

    await git(project, 'worktree', 'add', '-q', beside('b'), 'ticket/log-in');
    const there = await follow(project, beside('b'));
    expect(there.places.here).toEqual({ branch: 'ticket/log-in', ticketId: id });
  });

  it('begin when the project becomes a repository, and end when it is none any more', async () => {
    const project = await emptyProject();
    const { places } = await follow(project);
    expect(places.here.branch).toBeNull();
    await git(project, 'init', '-q');
    await expect.poll(() => places.here.branch).toBe('main');
    await rm(path.join(project, '.git'), { recursive: true });
    await expect.poll(() => places.here.branch).toBeNull();
  });

  it('are none where the settings keep git away', async () => {
    const project = await committed();
    await (await ConfigService.open(project, systemClock, true)).set('git.enabled', 'off');
    const { workspace, places, beside } = await follow(project);
    await workspace.tickets.create({ title: 'Log in', slug: 'log-in' });
    await git(project, 'worktree', 'add', '-q', '-b', 'ticket/log-in', beside('a'));
    await places.refresh();
    expect({ ids: [...places.ids], here: places.here.branch }).toEqual({ ids: [], here: null });
  });
});
