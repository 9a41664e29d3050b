import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TicketDetails, TicketGit, TicketRequest } from '../../src/protocol/ticketMessages.js';
import { emptyProject, openWorkspace } from '../harness/tempStore.js';
import { BoardWindow } from './support/boardWindow.js';
import { person } from './support/fakeEditor.js';
import { commitFile, gitProject } from './support/gitProject.js';
import { worktreeOf, writeTickets } from './support/startable.js';

vi.mock('vscode', async () => (await import('./support/fakeEditor.js')).fakeEditor);

afterEach(() => {
  person.ran.length = 0;
});

/** A board whose pane shows the ticket `one`. */
class Pane {
  private constructor(
    readonly window: BoardWindow,
    readonly id: string,
  ) {}

  static async of(project: string): Promise<Pane> {
    await writeTickets(project, ['one']);
    const workspace = await openWorkspace(project);
    const window = new BoardWindow(workspace);
    window.followPlaces();
    await window.ready();
    const pane = new Pane(window, workspace.store.rows[0]?.id ?? '');
    await window.ask({ kind: 'watch', id: pane.id });
    return pane;
  }

  get details(): TicketDetails | null | undefined {
    const last = this.window.told.findLast((message) => message.type === 'details');
    return last?.details;
  }

  ask(request: TicketRequest): ReturnType<BoardWindow['ask']> {
    return this.window.ask({ kind: 'ticket', id: this.id, request });
  }

  async shows(git: Partial<TicketGit> | null): Promise<void> {
    const text = (value: unknown): string => JSON.stringify(value);
    await this.window.until(() => {
      const shown = this.details?.git;
      return git === null ? shown === null : text({ ...shown, ...git }) === text(shown);
    });
  }
}

describe('the git of a ticket', () => {
  it('is told as it comes and goes, by names and without a path', async () => {
    const project = await gitProject();
    const pane = await Pane.of(project);
    await pane.shows({ branch: null, worktree: null, isRepository: true });
    await pane.window.workspace.git.start(pane.id);
    const name = path.basename(worktreeOf(project));
    await pane.shows({ branch: 'ticket/one', base: 'main', worktree: { name, isThere: true } });
    await rm(worktreeOf(project), { recursive: true });
    await pane.shows({ worktree: { name, isThere: false } });
    expect(JSON.stringify(pane.window.told)).not.toContain(worktreeOf(project));
  });

  it('says that conflicts have stopped its finish, until it goes on', async () => {
    const pane = await Pane.of(await gitProject());
    await pane.shows({ hasConflicts: false });
    pane.window.stopFinishes(pane.id);
    await pane.shows({ hasConflicts: true });
    pane.window.stopFinishes();
    await pane.shows({ hasConflicts: false });
  });

  it('lists the commits of the branch and those that name the ticket, when they are asked for', async () => {
    const project = await gitProject();
    const pane = await Pane.of(project);
    await pane.window.workspace.git.start(pane.id);
    await commitFile(worktreeOf(project), 'own.txt', 'own');
    await commitFile(project, `for ${pane.id}`, 'mention');
    const { error, commits } = await pane.ask({ kind: 'listCommits' });
    expect(error).toBeNull();
    expect(commits).toMatchObject({
      commits: [
        { subject: 'Write own.txt', author: 'Test', where: 'branch' },
        { subject: `Write for ${pane.id}`, where: 'mention' },
      ],
      truncated: false,
    });
    expect(commits?.commits[0]?.shortId).toMatch(/^[0-9a-f]{8}$/);
  });

  it.each([
    ['start', 'ticketree.startTicket'],
    ['openWorktree', 'ticketree.openWorktree'],
    ['showChanges', 'ticketree.showChanges'],
    ['createPullRequest', 'ticketree.createPullRequest'],
    ['finish', 'ticketree.finishWork'],
    ['resolveConflicts', 'ticketree.resolveConflicts'],
    ['continueFinish', 'ticketree.continueFinish'],
    ['abortFinish', 'ticketree.abortFinish'],
  ] as const)('does %s by the command of the editor', async (action, command) => {
    const pane = await Pane.of(await gitProject());
    expect(await pane.ask({ kind: 'work', action })).toMatchObject({ error: null });
    expect(person.ran).toEqual([[command, { id: pane.id, store: pane.window.workspace.root }]]);
  });

  it('is none, and lists nothing, where there is no repository', async () => {
    const pane = await Pane.of(await emptyProject());
    await pane.shows(null);
    expect(await pane.ask({ kind: 'listCommits' })).toMatchObject({ error: { code: 'no_repository' } });
  });

  it('is told and not touched in a folder that is not trusted', async () => {
    const project = await gitProject();
    const pane = await Pane.of(project);
    await pane.window.workspace.git.start(pane.id);
    const run = vi.spyOn(pane.window.workspace.git.context.runner, 'run');
    pane.window.readOnlyReason = 'Nobody trusts it.';
    await pane.window.ready();
    await pane.shows({ branch: 'ticket/one' });
    for (const request of [{ kind: 'listCommits' }, { kind: 'work', action: 'finish' }] as const) {
      expect(await pane.ask(request)).toMatchObject({ error: { code: 'untrusted' } });
    }
    expect(run).not.toHaveBeenCalled();
    expect(person.ran).toEqual([]);
  });
});
