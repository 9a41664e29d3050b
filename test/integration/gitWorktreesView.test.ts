import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { GitStores } from '../../src/extension/git/gitStores.js';
import { untrustedRefusal } from '../../src/extension/git/restrictedMode.js';
import { WorktreesView } from '../../src/extension/git/worktreesView.js';
import { StoreSession } from '../../src/extension/storeSession.js';
import { systemClock } from '../../src/util/clock.js';
import { silentLogger } from '../../src/util/logger.js';
import { git } from './support/commands.js';
import { fakeWindow } from './support/fakeWindow.js';
import { recordGit } from './support/recordedGit.js';
import { commitFile } from './support/gitProject.js';
import { workIn, workOnTicket } from './support/ticketWork.js';

vi.mock('vscode', async () => (await import('./support/fakeWindow.js')).fakeWindowApi);

beforeEach(() => {
  Object.assign(fakeWindow, { isTrusted: true, folders: [] });
  fakeWindow.view.visible = false;
  fakeWindow.contextKeys.clear();
});

interface Opened {
  readonly session: StoreSession;
  readonly stores: GitStores;
  readonly view: WorktreesView;
}

/** A window on a project, whose store has been read. */
async function openWindow(project: string): Promise<Opened> {
  fakeWindow.folders = [project];
  const memento = { get: () => undefined, update: () => Promise.resolve(), keys: () => [] };
  const ports = { clock: systemClock, logger: silentLogger, surface: 'editor', session: 'test' } as const;
  const session = new StoreSession({ ...ports, refusesGit: untrustedRefusal }, memento);
  const stores = new GitStores(session, silentLogger);
  const view = new WorktreesView(session, stores, silentLogger);
  onTestFinished(() => {
    for (const part of [view, stores, session]) part.dispose();
  });
  session.start();
  await expect.poll(() => fakeWindow.contextKeys.get('ticketree.inRepository')).toBe(true);
  return { session, stores, view };
}

/** The rows as a person reads them. */
function rows({ view }: Opened): string[] {
  return view.getChildren().map((node) => {
    const { label, description } = view.getTreeItem(node);
    return `${label as string} | ${String(description)}`;
  });
}

describe('the Worktrees view', () => {
  it('runs no git before it is seen, and then shows each worktree with its ticket', async () => {
    const { project, branch } = await workOnTicket();
    const calls = await recordGit();
    const opened = await openWindow(project);
    await delay(300);
    expect(await calls()).toEqual([]);
    fakeWindow.showView(true);
    await expect.poll(() => rows(opened)).toEqual([`The fix-login | ${branch}`]);
    expect(fakeWindow.contextKeys.get('ticketree.worktrees')).toBe('some');
  });

  it('asks again only about the worktree in which something was saved', async () => {
    const { project, worktree, branch } = await workOnTicket();
    await workIn(project, 'second');
    const calls = await recordGit();
    const statusCalls = async (): Promise<number> => (await calls()).filter((call) => call.startsWith('status')).length;
    const opened = await openWindow(project);
    fakeWindow.showView(true);
    await expect.poll(() => rows(opened)).toHaveLength(2);
    // The main one, and two linked.
    await expect.poll(statusCalls).toBe(3);
    const file = path.join(worktree, 'README.md');
    await writeFile(file, 'Changed\n');
    fakeWindow.save(file);
    await expect.poll(() => rows(opened)[0]).toBe(`The fix-login | 1* · ${branch}`);
    expect(await statusCalls()).toBe(4);
  });

  it('follows commits, new worktrees and locks that are made in a shell', async () => {
    const { project, worktree, branch } = await workOnTicket();
    const opened = await openWindow(project);
    fakeWindow.showView(true);
    await expect.poll(() => rows(opened)).toHaveLength(1);
    await commitFile(worktree, 'a.txt', 'a\n');
    await expect.poll(() => rows(opened)).toEqual([`The fix-login | 1↑ · ${branch}`]);
    await git(project, 'worktree', 'lock', worktree);
    await expect.poll(() => rows(opened)).toEqual([`The fix-login | 1↑ · locked · ${branch}`]);
    await git(project, 'worktree', 'add', '--quiet', '-b', 'beside', path.join(project, '.git', 'beside'));
    await expect.poll(() => rows(opened)).toHaveLength(2);
  });

  it('runs no git while nothing happens, nor while it is hidden', async () => {
    const { project, worktree } = await workOnTicket();
    const calls = await recordGit();
    const opened = await openWindow(project);
    fakeWindow.showView(true);
    await expect.poll(() => rows(opened)).toHaveLength(1);
    // The main one, and a linked one.
    await expect.poll(async () => (await calls()).filter((call) => call.startsWith('status')).length).toBe(2);
    const before = await calls();
    await delay(1000);
    expect(await calls()).toEqual(before);
    fakeWindow.showView(false);
    await writeFile(path.join(worktree, 'README.md'), 'Changed\n');
    fakeWindow.save(path.join(worktree, 'README.md'));
    await delay(500);
    expect(await calls()).toEqual(before);
    fakeWindow.showView(true);
    await expect.poll(() => rows(opened)[0]).toContain('1*');
  });

  it('says what is wrong where git cannot list them', async () => {
    const { project } = await workOnTicket();
    const opened = await openWindow(project);
    await writeFile(path.join(project, '.git', 'config'), '[core\n');
    fakeWindow.showView(true);
    await expect.poll(() => fakeWindow.contextKeys.get('ticketree.worktrees')).toBe('failed');
    expect(fakeWindow.view.message).toContain('bad config line 1');
    expect(rows(opened)).toEqual([]);
  });
});

describe('in a folder that is not trusted', () => {
  it('no git is run, whatever is asked for, until the person trusts it', async () => {
    const { project, ticket } = await workOnTicket();
    fakeWindow.isTrusted = false;
    const calls = await recordGit();
    const opened = await openWindow(project);
    fakeWindow.showView(true);
    await expect.poll(() => fakeWindow.contextKeys.get('ticketree.worktrees')).toBe('untrusted');
    const work = opened.session.requireWorkspace().git;
    for (const attempt of [
      () => work.worktrees(),
      () => work.start(ticket.id),
      () => work.planFinish(ticket.id),
      () => work.finish(ticket.id),
      () => work.ticketChanges(ticket.id),
      () => work.branchChoices(ticket.id),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'untrusted' });
    }
    expect(rows(opened)).toEqual([]);
    expect(await calls()).toEqual([]);

    fakeWindow.trust();
    await expect.poll(() => rows(opened)).toHaveLength(1);
    expect(await calls()).not.toEqual([]);
  });
});
