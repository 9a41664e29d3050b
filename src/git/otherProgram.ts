import { spawn } from 'node:child_process';
import type { GitResult } from './gitRunner.js';

/**
 * Runs a program other than git, with arguments and never through a shell.
 * @param input what it reads from its standard input
 * @returns null where there is no such program
 */
export function runProgram(
  program: string,
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input: string,
): Promise<GitResult | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, env, windowsHide: true });
    const said = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'EACCES') resolve(null);
      else reject(error);
    });
    child.once('close', (code) => {
      resolve({ code: code ?? 1, ...said });
    });
    // One that ends without reading closes the pipe: that is its right.
    child.stdin.on('error', () => undefined).end(input);
  });
}
