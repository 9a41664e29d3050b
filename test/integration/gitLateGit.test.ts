import path from 'node:path';
import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../harness/tempStore.js';
import { cli, document, git } from './support/commands.js';
import { stateOf } from './support/finishState.js';
import { commitFile } from './support/gitProject.js';
import { gitSpy, killCaller } from './support/gitSpy.js';
import { commitTwo, fileIn, setForTeam, workOnTicket, type TicketWork } from './support/ticketWork.js';
import { withoutChildCoverage } from './support/withoutChildCoverage.js';

withoutChildCoverage();

/** Work whose ticket is committed with it, and a base that has gone on. */
async function workToFinish(): Promise<TicketWork> {
  const work = await workOnTicket();
  await work.workspace.tickets.start(work.ticket.id);
  await commitTwo(work.worktree);
  await commitFile(work.project, 'base.txt', 'base\n');
  await setForTeam(work.project, 'git.commit_ticket', 'on');
  return work;
}

/** Kills a command at its first `git read-tree`, which itself runs only in the middle of what comes next. */
async function meetLate(project: string, killed: readonly string[], next: readonly string[]): Promise<void> {
  const folder = await tempFolder();
  const [gate, done] = [path.join(folder, 'gate'), path.join(folder, 'done')];
  const waitFor = (file: string): string => `while [ ! -e '${file}' ]; do sleep 0.02; done`;
  const late = await gitSpy({
    call: 'read-tree *',
    before: `${killCaller}; ${waitFor(gate)}`,
    after: `touch '${done}'`,
  });
  expect((await cli(project, killed, { env: late.env })).code).toBeNull();
  const meets = await gitSpy({ call: 'write-tree', before: `touch '${gate}'; ${waitFor(done)}` });
  await document(project, next, { env: meets.env });
}

describe('a git that has outlived the command which had called it, and comes while the next one does the same', () => {
  it('leaves the ticket of a finish that is taken back alone', async () => {
    const work = await workToFinish();
    const { project, ticket } = work;
    const before = await stateOf(work);
    await document(project, ['finish', ticket.id, '--force']);
    await meetLate(project, ['finish', '--undo', ticket.id], ['list']);
    expect(await stateOf(work)).toEqual(before);
    expect((await cli(project, ['finish', '--undo', ticket.id])).stderr).toContain('has been taken back');
    await document(project, ['list']);
    expect(await readdir(path.join(project, '.git', 'ticketree'))).toEqual([]);
  });

  it('leaves the ticket alone that is committed with the work', async () => {
    const { project, ticket } = await workToFinish();
    const finish = ['finish', ticket.id, '--force'];
    await meetLate(project, finish, finish);
    expect(await fileIn(project, 'main', `.vibe-ticket/tickets/${ticket.id}.yaml`)).toContain('status: done');
    expect((await git(project, 'ls-tree', '--name-only', 'main', 'base.txt', 'README.md')).trim()).toBe(
      'README.md\nbase.txt',
    );
    await document(project, ['list']);
    expect(await readdir(path.join(project, '.git', 'ticketree'))).toEqual([]);
  });
});
