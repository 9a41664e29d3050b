import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { cliEnv } from '../harness/cli.js';
import { root } from '../harness/paths.mjs';

export interface Worker {
  readonly process: ChildProcess;
  /** What it printed so far, line by line. */
  readonly lines: readonly string[];
  /** Its first line. @throws as {@link Worker.ended} when it ends before */
  readonly begun: Promise<unknown>;
  /** Its end. @throws Error with what it complained of, when it ended by an error; being killed is none */
  readonly ended: Promise<void>;
}

/** Starts a process that does a job of `test/stress/jobs` on a project's store; it does not outlive the test. */
export function startWorker(job: string, project: string, ...args: readonly (string | number)[]): Worker {
  return startProgram(path.join(root, 'out', 'stressWorker.mjs'), job, project, ...args.map(String));
}

/** Starts the built command line, for a command that goes on until it is killed; it does not outlive the test. */
export function startCli(project: string, ...args: readonly string[]): Worker {
  return startProgram(path.join(root, 'dist', 'cli.cjs'), '-p', project, ...args);
}

function startProgram(...words: readonly string[]): Worker {
  const child = spawn(process.execPath, words, { env: cliEnv() });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  let rest = '';
  let complaints = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => void (complaints += chunk));
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === null || code === 0) resolve();
      else reject(new Error(`${words.join(' ')} ended with code ${String(code)}: ${complaints}`));
    });
  });
  // Whoever awaits the end hears of its failure; a test that has failed before does not.
  ended.catch(() => undefined);
  return { process: child, lines, ended, begun: Promise.race([once(child.stdout, 'data'), ended]) };
}
