import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import type { Ticket } from '../../../src/domain/ticket.js';
import { runCli, type CliOptions, type CliResult } from '../../harness/cli.js';

/** Runs the command line on a project. */
export function cli(project: string, args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return runCli(['-p', project, ...args], options);
}

/** Runs a command that must succeed. @returns its document */
export async function document(
  project: string,
  args: readonly string[],
  options: CliOptions = {},
): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await cli(project, [...args, '--json'], options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** Runs a command that prints a ticket. */
export async function ticketOf(project: string, args: readonly string[], options: CliOptions = {}): Promise<Ticket> {
  return (await document(project, args, options))['ticket'] as Ticket;
}

/** Lists tickets. */
export async function listed(project: string, args: readonly string[] = []): Promise<Ticket[]> {
  return (await document(project, ['list', ...args]))['tickets'] as Ticket[];
}

export interface Failure {
  /** Exit code. */
  exit: number | null;
  schemaVersion: number;
  kind: string;
  code: string;
  message: string;
  hint: string;
}

/** Runs a command that must fail, with one JSON document on stderr and nothing on stdout. */
export async function failure(project: string, args: readonly string[], options: CliOptions = {}): Promise<Failure> {
  const result = await cli(project, [...args, '--json'], options);
  expect(result.stdout).toBe('');
  return { exit: result.code, ...(JSON.parse(result.stderr) as Omit<Failure, 'exit'>) };
}

const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', '-c', 'init.defaultBranch=main'];
const quiet = ['-c', 'commit.gpgsign=false', '-c', 'protocol.file.allow=always'];

/** Runs the real git, untouched by whoever's settings. */
export async function git(folder: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const { stdout } = await promisify(execFile)('git', [...identity, ...quiet, ...args], { cwd: folder, env });
  return stdout;
}
