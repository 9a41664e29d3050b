import { readdir, utimes } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../harness/tempStore.js';
import { cli, document, failure, git } from './support/commands.js';
import { commitFile } from './support/gitProject.js';
import {
  commitOf,
  commitTwo,
  setForTeam,
  trashOf,
  workIn,
  workOnTicket,
  type TicketWork,
} from './support/ticketWork.js';

async function finishedWork(...args: string[]): Promise<TicketWork> {
  const work = await workOnTicket();
  await commitTwo(work.worktree);
  await document(work.project, ['finish', work.ticket.id, ...args]);
  return work;
}

describe('finish --undo', () => {
  it('takes back the latest finish of the person where no ticket is named, and says what it did', async () => {
    const { project, branch } = await finishedWork();
    const next = await workIn(project, 'next');
    await commitFile(next.worktree, 'next.txt', 'next\n');
    await document(project, ['finish', next.ticket.id]);
    const merged = await commitOf(project, 'main');
    const { code, stdout } = await cli(project, ['finish', '--undo']);
    expect(code).toBe(0);
    const [trash = ''] = (await trashOf(project)).filter((line) => line.endsWith(merged));
    expect(stdout.trimEnd().split('\n')).toEqual([
      'Took back the finish of The next: todo',
      `branch ${next.branch} again at ${(await commitOf(project, next.branch)).slice(0, 10)}`,
      `worktree ${next.worktree} again`,
      `main back from ${merged.slice(0, 10)} to ${(await commitOf(project, 'main')).slice(0, 10)}`,
      'ticket as it was',
      `what main had got is kept in ${trash.split(' ')[0] ?? ''}`,
    ]);
    expect(await document(project, ['finish', '--undo'])).toMatchObject({
      kind: 'finish-undone',
      branch,
      way: 'squash',
    });
    expect(await failure(project, ['finish', '--undo'])).toMatchObject({ code: 'nothing_to_undo', exit: 3 });
  });

  it('leaves out what others have finished, unless the ticket is named', async () => {
    const { project, ticket } = await finishedWork();
    await git(project, 'config', 'user.email', 'else@example.invalid');
    expect(await failure(project, ['finish', '--undo'])).toMatchObject({ code: 'nothing_to_undo' });
    expect(await document(project, ['finish', '--undo', ticket.id])).toMatchObject({ base: 'main' });
  });

  it('says with --dry-run what it would do', async () => {
    const { project, worktree } = await finishedWork();
    const before = await git(project, 'for-each-ref');
    const plan = await document(project, ['finish', '--undo', '--dry-run']);
    expect(plan).toMatchObject({ kind: 'finish-undo-plan', steps: [{}, { kind: 'worktree', path: worktree }, {}, {}] });
    expect((await cli(project, ['finish', '--undo', '--dry-run'])).stdout).toMatch(/^Would take back the finish of/);
    expect(await git(project, 'for-each-ref')).toBe(before);
  });

  it('runs the set-up command in the worktree, once it is trusted', async () => {
    const { project } = await finishedWork();
    const env = { TICKETREE_CONFIG: path.join(await tempFolder(), 'config.yaml') };
    await setForTeam(project, 'git.setup_command', 'touch was-set-up');
    expect(await document(project, ['finish', '--undo'], { env })).toMatchObject({ setup: 'not_trusted' });
    const work = await workIn(project, 'next');
    await commitFile(work.worktree, 'next.txt', 'next\n');
    await document(project, ['finish', work.ticket.id], { env });
    expect((await cli(project, ['trust', '--yes'], { env })).code).toBe(0);
    const undone = await cli(project, ['finish', '--undo', '--json'], { env });
    expect(JSON.parse(undone.stdout)).toMatchObject({ setup: 'done' });
    expect(await readdir(work.worktree)).toContain('was-set-up');
  });

  it('takes no options of a finish', async () => {
    const { project, ticket } = await finishedWork();
    for (const option of [['--merge', 'ff'], ['--keep-branch'], ['--continue'], ['--abort'], ['-m', 'x']]) {
      expect(await failure(project, ['finish', ticket.id, '--undo', ...option])).toMatchObject({ code: 'usage' });
    }
  });

  it('takes back the ticket alone where it ended in a pull request, whose page it names', async () => {
    const { project, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    const server = await tempFolder();
    await git(server, 'init', '--quiet', '--bare');
    await git(project, 'remote', 'add', 'origin', `file://${server}`);
    await document(project, ['finish', ticket.id, '--merge', 'pr']);
    const refs = await git(project, 'for-each-ref');
    const undone = await document(project, ['finish', '--undo']);
    expect(undone).toMatchObject({ way: 'pr', steps: [{ kind: 'ticket' }], ticket: { status: 'todo' } });
    expect(undone['notes']).toEqual([expect.stringContaining('on the remote stays')]);
    expect(await git(project, 'for-each-ref')).toBe(refs);
  });
});

describe('what is known of a finish', () => {
  it('is swept where the trash is, after git.trash_days', async () => {
    const { project, workspace, ticket } = await finishedWork();
    const record = path.join(project, '.git', 'ticketree-finished', `${ticket.id}.json`);
    expect((await workspace.git.planPrune()).leftovers).toEqual([]);
    const old = new Date(Date.now() - 400 * 86_400_000);
    await utimes(record, old, old);
    const plan = await workspace.git.planPrune();
    expect(plan.leftovers).toEqual([record]);
    await workspace.git.prune(plan);
    expect(await readdir(path.dirname(record))).toEqual([]);
    expect(await failure(project, ['finish', '--undo'])).toMatchObject({ code: 'nothing_to_undo' });
  });

  it('is no flow, for which every command would look', async () => {
    const { project } = await finishedWork();
    expect(await readdir(path.join(project, '.git', 'ticketree'))).toEqual([]);
  });
});
