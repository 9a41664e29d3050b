import { describe, expect, it } from 'vitest';
import { runCli } from '../harness/cli.js';
import { emptyProject, tempFolder } from '../harness/tempStore.js';
import { failure } from './support/commands.js';

describe('a misspelt word', () => {
  it.each([
    [['lst'], "Unknown command 'lst'.", 'Did you mean list?'],
    [['task', 'ad'], "Unknown command 'ad'.", 'Did you mean add?'],
    [['list', '--limt', '3'], "Unknown option '--limt'.", 'Did you mean --limit?'],
    [['--jsn', 'list'], "Unknown option '--jsn'.", 'Did you mean --json?'],
    [['help', 'lst'], "Unknown command 'lst'.", 'Did you mean list?'],
  ])('%j gets a suggestion', async (args, message, suggestion) => {
    const failed = await failure(await emptyProject(), args);
    expect(failed).toMatchObject({ exit: 2, code: 'usage', message });
    expect(failed.hint).toContain(suggestion);
  });

  it('that is like nothing gets none', async () => {
    const failed = await failure(await emptyProject(), ['frobnicate']);
    expect(failed.hint).not.toContain('Did you mean');
    expect(failed.hint).toContain('--help');
  });
});

describe('help', () => {
  it('of a topic is a text for a person and a document for a program', async () => {
    const cwd = await tempFolder();
    const forPerson = await runCli(['help', 'exit-codes'], { cwd });
    expect(forPerson).toMatchObject({ code: 0, stderr: '' });
    expect(forPerson.stdout).toMatch(/^5 {2}locked/m);
    const forProgram = await runCli(['help', 'exit-codes', '--json'], { cwd });
    expect(JSON.parse(forProgram.stdout)).toEqual({
      schemaVersion: 1,
      kind: 'help',
      topic: 'exit-codes',
      text: forPerson.stdout.trimEnd(),
    });
  });

  it('of a sub-command, and the version among other words, need no project', async () => {
    const cwd = await tempFolder();
    const help = await runCli(['help', 'task', 'add'], { cwd });
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('Usage: ticketree task add ');
    const version = await runCli(['--version'], { cwd });
    expect(await runCli(['--no-color', '--version'], { cwd })).toEqual(version);
  });
});
