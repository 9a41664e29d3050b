import { spawn } from 'node:child_process';
import { devNull } from 'node:os';
import path from 'node:path';
import { root } from './paths.mjs';

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CliOptions {
  cwd?: string;
  /** Added to the environment; undefined takes a variable away. */
  env?: Record<string, string | undefined>;
  /** What the program reads from its standard input. */
  input?: string;
}

/** Runs the built command line as a process of its own. "npm test" counts its lines as covered. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { cwd = root, env = {}, input = '' } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'dist', 'cli.cjs'), ...args], { cwd, env: cliEnv(env) });
    const result: CliResult = { code: null, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => void (result.stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => void (result.stderr += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ ...result, code });
    });
    // A program that ends without reading closes the pipe: that is its right.
    child.stdin.on('error', () => undefined).end(input);
  });
}

/** For tests that start the command line in their own way, for example to talk with it. */
export function cliEnv(extra: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
  const coverage = process.env.TICKETREE_CHILD_COVERAGE;
  // Further certificates triple every start of Node; whoever runs the tests may have settings of their own.
  const neutral = { NODE_EXTRA_CA_CERTS: undefined, TICKETREE_CONFIG: devNull };
  return { ...process.env, ...neutral, NODE_V8_COVERAGE: coverage, ...extra };
}
