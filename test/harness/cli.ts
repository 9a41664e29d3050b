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
  /**
   * Bytes beyond which the system lets no file grow. Everybody may set that, and it is the next best to a disk that is full:
   * small files can be written, larger ones in part or not at all.
   */
  maxFileSize?: number;
}

/** Runs the built command line as a process of its own. "npm test" counts its lines as covered. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { cwd = root, env = {}, input = '', maxFileSize } = options;
  return new Promise((resolve, reject) => {
    const program = [process.execPath, path.join(root, 'dist', 'cli.cjs'), ...args];
    const [command = '', ...words] = maxFileSize === undefined ? program : limited(program, maxFileSize);
    const limits = maxFileSize === undefined ? {} : { NODE_V8_COVERAGE: undefined, NODE_DISABLE_COMPILE_CACHE: '1' };
    const child = spawn(command, words, { cwd, env: cliEnv({ ...limits, ...env }) });
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

/** POSIX's `ulimit` counts in blocks of 512 bytes. */
function limited(program: readonly string[], maxFileSize: number): string[] {
  return ['sh', '-c', 'ulimit -f "$0" && exec "$@"', String(Math.floor(maxFileSize / 512)), ...program];
}

/** For tests that start the command line in their own way, for example to talk with it. */
export function cliEnv(extra: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
  const coverage = process.env.TICKETREE_CHILD_COVERAGE;
  // Further certificates triple every start of Node; whoever runs the tests may have settings of their own.
  const neutral = { NODE_EXTRA_CA_CERTS: undefined, TICKETREE_CONFIG: devNull };
  return { ...process.env, ...neutral, NODE_V8_COVERAGE: coverage, ...extra };
}
