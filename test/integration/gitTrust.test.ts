import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../harness/tempStore.js';
import { cli, document, failure } from './support/commands.js';
import { startable, worktreeOf, writeTeamSettings } from './support/startable.js';

interface Place {
  readonly setup?: string;
  readonly worktree: string;
}

async function person(): Promise<{ env: Record<string, string> }> {
  return { env: { TICKETREE_CONFIG: path.join(await tempFolder(), 'config.yaml') } };
}

/** A project whose team wants a command to be run in new worktrees. */
async function projectWith(command: string): Promise<string> {
  const project = await startable(['one', 'two']);
  await writeTeamSettings(project, `setup_command: ${JSON.stringify(command)}`);
  return project;
}

async function startedBy(project: string, slug: string, options: { env: Record<string, string> }): Promise<Place> {
  return (await document(project, ['start', slug], options))['git'] as Place;
}

describe('a command that comes with a project', () => {
  const command = 'echo "$TICKETREE_BRANCH $TICKETREE_WORKTREE $PWD" > ran; echo hello';

  it('is not run before a person has trusted it, and the start says how to', async () => {
    const project = await projectWith(command);
    const { stdout, stderr, code } = await cli(project, ['start', 'one'], await person());
    expect(code).toBe(0);
    expect(stdout).not.toContain('hello');
    expect(stderr).toContain('ticketree trust');
    expect(existsSync(path.join(worktreeOf(project), 'ran'))).toBe(false);
  });

  it('is run in the new worktree once it is trusted, and told by its environment where it is', async () => {
    const project = await projectWith(command);
    const me = await person();
    await document(project, ['trust', '--yes'], me);
    const { code, stdout, stderr } = await cli(project, ['start', 'one', '--json'], me);
    expect(code).toBe(0);
    // The document stands alone; what the command prints goes where people read.
    expect((JSON.parse(stdout) as { git: Place }).git.setup).toBe('done');
    expect(stderr).toBe('hello\n');
    const worktree = worktreeOf(project);
    expect(await readFile(path.join(worktree, 'ran'), 'utf8')).toBe(`ticket/one ${worktree} ${worktree}\n`);
  });

  it('is another command as soon as one letter of it changes, and in another project', async () => {
    const project = await projectWith(command);
    const me = await person();
    await document(project, ['trust', '--yes'], me);
    await writeTeamSettings(project, `setup_command: ${JSON.stringify(`${command} `.concat('#'))}`);
    expect((await startedBy(project, 'one', me)).setup).toBe('not_trusted');
    expect((await startedBy(await projectWith(command), 'one', me)).setup).toBe('not_trusted');
  });

  it('is trusted no more when trust is taken back', async () => {
    const project = await projectWith('touch ran');
    const me = await person();
    await document(project, ['trust', '--yes'], me);
    const { commands } = await document(project, ['trust', '--revoke'], me);
    expect(commands).toMatchObject([{ key: 'git.setup_command', command: 'touch ran', trusted: false }]);
    expect((await startedBy(project, 'one', me)).setup).toBe('not_trusted');
  });

  it("needs no trust where it is the person's own", async () => {
    const project = await startable();
    const me = await person();
    await document(project, ['config', 'set', '--personal', 'git.setup_command', 'touch ran'], me);
    expect((await startedBy(project, 'one', me)).setup).toBe('done');
  });

  it('may fail, and the ticket is started all the same', async () => {
    const project = await projectWith('exit 3');
    const me = await person();
    await document(project, ['trust', '--yes'], me);
    const { code, stdout } = await cli(project, ['start', 'one', '--json'], me);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ticket: { status: 'doing' }, git: { setup: 'failed' } });
  });

  it('is trusted by nobody where there is nobody to ask', async () => {
    const project = await projectWith('touch ran');
    const me = await person();
    expect((await failure(project, ['trust'], me)).code).toBe('usage');
    expect((await document(project, ['trust', '--list'], me))['commands']).toMatchObject([{ trusted: false }]);
  });

  it('is not trusted by a file that cannot be read', async () => {
    const project = await projectWith('touch ran');
    const me = await person();
    const file = path.join(path.dirname(me.env['TICKETREE_CONFIG'] ?? ''), 'trusted_commands.json');
    for (const text of ['{', '[]', '{"x": 1}', 'null', '"x"']) {
      await writeFile(file, text);
      expect((await document(project, ['trust', '--list'], me))['commands']).toMatchObject([{ trusted: false }]);
    }
  });
});
