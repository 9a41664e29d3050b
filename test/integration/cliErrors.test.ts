import { execFile } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyProject, tempFolder } from '../harness/tempStore.js';
import { cliEnv, runCli } from '../harness/cli.js';
import { root } from '../harness/paths.mjs';
import { cli, failure, ticketOf } from './support/commands.js';

const missing = 'feedface';

describe('a command that fails', () => {
  it.each([
    [2, 'usage', []],
    [2, 'usage', ['frobnicate']],
    [2, 'usage', ['new']],
    [2, 'usage', ['list', '--colour']],
    [2, 'usage', ['show', 'a', 'b']],
    [2, 'usage', ['task']],
    [2, 'usage', ['task', 'sort', '1']],
    [2, 'usage', ['edit', missing]],
    [2, 'usage', ['init', '--keep', 'elsewhere']],
    [2, 'invalid_value', ['new', 'Not A Slug']],
    [2, 'invalid_value', ['new', 'two--hyphens']],
    [2, 'invalid_value', ['new', '日本語']],
    [2, 'invalid_value', ['new', '']],
    [2, 'invalid_value', ['new', 'a', '--title', ' \n ']],
    [2, 'invalid_value', ['new', 'a', '--priority', 'constructor']],
    [2, 'invalid_value', ['edit', missing, '--status', '__proto__']],
    [3, 'ticket_not_found', ['show', missing]],
    [3, 'ticket_not_found', ['edit', missing, '--title', 'x']],
    [3, 'ticket_not_found', ['close', missing]],
    [3, 'ticket_not_found', ['task', 'add', 'x', '-t', missing]],
    [3, 'no_active_ticket', ['show']],
    [4, 'store_exists', ['init']],
  ])('exits with %i and says %s: %j', async (exit, code, args) => {
    const failed = await failure(await emptyProject(), args);
    expect(failed).toEqual({
      exit,
      code,
      schemaVersion: 1,
      kind: 'error',
      message: expect.stringMatching(/\S/) as unknown,
      hint: expect.stringMatching(/\S/) as unknown,
    });
    expect(failed.message).not.toMatch(/\n {4}at /);
  });

  it('says the same to a person on stderr, in two lines, and nothing on stdout', async () => {
    const { code, stdout, stderr } = await cli(await emptyProject(), ['show', missing]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/^error: No ticket is called "feedface"\.\n.+\n$/);
  });

  it('in a folder that has been removed says so, and works with another one all the same', async () => {
    const project = await emptyProject();
    const inRemoved = (...args: string[]): Promise<[number | null, string]> =>
      new Promise((resolve) => {
        const words = [process.execPath, path.join(root, 'dist', 'cli.cjs'), ...args];
        const script = 'mkdir gone && cd gone && rmdir ../gone && exec "$@"';
        execFile('sh', ['-c', script, 'sh', ...words], { cwd: project, env: cliEnv() }, (error, _stdout, stderr) => {
          resolve([error === null ? 0 : Number(error.code), stderr]);
        });
      });
    const [code, stderr] = await inRemoved('list');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: The folder that you stand in is gone\.\n.+\n$/);
    expect((await inRemoved('-p', project, 'list'))[0]).toBe(0);
  });

  it('has no task of that number, and says which there are', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'one']);
    for (const reference of ['1', '0', 'x', '1.5', '999999999999999999999', id]) {
      expect(await failure(project, ['task', 'complete', reference, '-t', id]), reference).toMatchObject({
        exit: 3,
        code: 'task_not_found',
      });
    }
    await ticketOf(project, ['close', id]);
    expect(await failure(project, ['close', id])).toMatchObject({ exit: 4, code: 'invalid_transition' });
  });

  it('is JSON too where the option stands short among others', async () => {
    const { stdout, stderr } = await cli(await emptyProject(), ['list', '-vj', '--status', 'nope']);
    expect(stdout).toBe('');
    expect(JSON.parse(stderr)).toMatchObject({ kind: 'error', code: 'invalid_value' });
  });
});

describe('without a project', () => {
  it('--version and --help answer, each command has its help', async () => {
    const cwd = await tempFolder();
    const version = await runCli(['--version'], { cwd });
    expect(version).toMatchObject({ code: 0, stderr: '' });
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await runCli(['-V'], { cwd })).stdout).toBe(version.stdout);
    const help = await runCli(['--help'], { cwd });
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const name of ['init', 'new', 'list', 'show', 'edit', 'task', 'close']) {
      expect(help.stdout, name).toMatch(new RegExp(`^  ${name} `, 'm'));
      const ofCommand = await runCli([name, '--help'], { cwd });
      expect(ofCommand, name).toMatchObject({ code: 0, stderr: '' });
      expect(ofCommand.stdout, name).toContain(`Usage: ticketree ${name} `);
    }
  });

  it('every other command says that there is no store, and what to do', async () => {
    const folder = await tempFolder();
    for (const args of [
      ['list'],
      ['show', 'a'],
      ['new', 'a'],
      ['edit', 'a', '--title', 'b'],
      ['close'],
      ['task', 'list'],
    ]) {
      const { exit, code, hint } = await failure(folder, args);
      expect({ exit, code }, args.join(' ')).toEqual({ exit: 3, code: 'no_store' });
      expect(hint).toContain('ticketree init');
    }
  });
});
