import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { cliEnv } from '../harness/cli.js';
import { root } from '../harness/paths.mjs';
import { emptyProject, realProject } from '../harness/tempStore.js';
import { cli, listed, ticketOf } from './support/commands.js';

const hostile = 'Clip\u001b]52;c;cGF5bG9hZA==\u0007 red\u001b[31m one\u009b2J right\u202e\u2066left \u0008\u007f';
// Everything that moves the cursor, writes the clipboard or turns the text around; only line ends and tabs may stay.
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const harmful = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe('text from a ticket', () => {
  it('is harmless for a terminal in every command, and exact for a program', async () => {
    const project = await emptyProject();
    const made = [
      'new',
      'hostile',
      '--title',
      hostile,
      '-d',
      `${hostile}\n${hostile}`,
      '--tags',
      hostile,
      '-a',
      hostile,
    ];
    const { id, title } = await ticketOf(project, made);
    expect(title).toBe(hostile);
    const commands = [
      ['list'],
      ['show', id],
      ['show', id, '--markdown'],
      ['task', 'add', hostile, '-t', id],
      ['task', 'complete', '1', '-t', id],
      ['task', 'list', '-t', id],
      ['show', id, '--tasks'],
      ['edit', id, '--priority', 'high'],
      ['close', id],
      // These fail and name the title, or what was typed, on stderr.
      ['close', id],
      ['task', 'complete', '9', '-t', id],
      ['show', hostile],
      ['list', '--status', hostile],
      ['new', hostile],
    ];
    for (const args of commands) {
      const { stdout, stderr } = await cli(project, args);
      expect(stdout + stderr, args.join(' ')).not.toMatch(harmful);
      expect(stdout + stderr, args.join(' ')).not.toBe('');
    }
    for (const args of [
      ['list', '--include-done'],
      ['show', id],
      ['show', hostile],
    ]) {
      const { stdout, stderr } = await cli(project, [...args, '--json']);
      expect(stdout + stderr, args.join(' ')).not.toMatch(harmful);
    }
    const [listedOne] = await listed(project, ['--include-done']);
    expect(listedOne).toMatchObject({
      title: hostile,
      tags: [hostile],
      assignee: hostile,
      tasks: [{ title: hostile }],
    });
  });

  it('has no colours where it goes to no terminal', async () => {
    const { stdout } = await cli(await realProject(), ['list'], { env: { FORCE_COLOR: '1' } });
    expect(stdout).not.toContain('\u001b');
  });
});

describe('a reader that has seen enough', () => {
  it.each([['list', '--include-done', '--json'], ['list', '--include-done'], ['--help']])(
    'is no failure: %s %s %s',
    async (...args) => {
      const project = await realProject();
      const program = [path.join(root, 'dist', 'cli.cjs'), '-p', project, ...args];
      const child = spawn(process.execPath, program, { env: cliEnv(), stdio: ['ignore', 'pipe', 'pipe'] });
      let complaints = '';
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (complaints += chunk));
      child.stdout.destroy();
      const [code] = (await once(child, 'close')) as [number | null];
      expect({ code, complaints }).toEqual({ code: 0, complaints: '' });
    },
  );
});

describe('a reader that is slow', () => {
  it('gets the whole document', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'long', '-d', '-'], { input: 'x'.repeat(3_000_000) });
    const program = [path.join(root, 'dist', 'cli.cjs'), '-p', project, 'show', id, '--json'];
    const child = spawn(process.execPath, program, { env: cliEnv(), stdio: ['ignore', 'pipe', 'inherit'] });
    const lengths: number[] = [];
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      lengths.push(chunk.length);
      await nextTurn();
    }
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeGreaterThan(3_000_000);
    expect(lengths.length).toBeGreaterThan(1);
  });
});

describe('--verbose', () => {
  it('leaves the document on stdout alone', async () => {
    const project = await emptyProject();
    const { stdout } = await cli(project, ['list', '--verbose', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'tickets', count: 0 });
  });
});
