import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, failure } from './support/commands.js';
import { gitSpy, type GitSpy } from './support/gitSpy.js';
import { startable, stateOf } from './support/startable.js';
import { workOnTicket } from './support/ticketWork.js';
import { withoutChildCoverage } from './support/withoutChildCoverage.js';

withoutChildCoverage();

/** What git keeps of a worktree that somebody else is making. */
const halfWritten = (project: string): string => path.join(project, '.git', 'worktrees', 'half');

/** A git that meets, at its n-th call alone, a worktree of which one file is made and not written yet. */
async function meetsHalfWritten(project: string, call: number): Promise<GitSpy> {
  const folder = halfWritten(project);
  const make = `mkdir -p '${folder}'; echo initializing > '${folder}/locked'; echo '${project}/half/.git' > '${folder}/gitdir'`;
  const nothing = '0'.repeat(40);
  return gitSpy({
    call,
    before: `${make}; echo ${nothing} > '${folder}/HEAD'; : > '${folder}/commondir'`,
    after: `rm -r '${folder}'`,
  });
}

/** Runs a command anew for each of its calls of git. @param prepare returns the project and the command */
async function atEachCall(prepare: () => Promise<readonly [string, string[]]>): Promise<void> {
  for (let call = 1, calls = 1; call <= calls; call++) {
    const [project, args] = await prepare();
    const spy = await meetsHalfWritten(project, call);
    const { code, stderr } = await cli(project, args, { env: spy.env });
    expect({ call, code, stderr }).toMatchObject({ call, code: 0 });
    expect(stderr).not.toContain('commondir');
    calls = (await spy.calls()).length;
  }
}

describe('a worktree that somebody else is making at the same moment', () => {
  it('is in the way of no start', async () => {
    await atEachCall(async () => [await startable(), ['start', 'one', '--json']]);
  });

  it('is in the way of no finish', async () => {
    await atEachCall(async () => {
      const { project, ticket } = await workOnTicket();
      return [project, ['finish', ticket.id, '--force', '--json']];
    });
  });

  it('that is never finished is named, and a start leaves everything as it was', async () => {
    const project = await startable();
    const before = await stateOf(project);
    const folder = halfWritten(project);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'gitdir'), `${project}/half/.git\n`);
    await writeFile(path.join(folder, 'HEAD'), `${'0'.repeat(40)}\n`);
    await writeFile(path.join(folder, 'commondir'), '');
    const { code, hint } = await failure(project, ['start', 'one']);
    expect(code).toBe('worktree_unfinished');
    expect(hint).toContain('.git/worktrees/half');
    await rm(path.dirname(folder), { recursive: true });
    expect(await stateOf(project)).toEqual(before);
  });
});
