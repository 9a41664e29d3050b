import { setTimeout as delay } from 'node:timers/promises';
import { simpleGit, type SimpleGitOptions } from 'simple-git';
import { gitEnvironment } from './gitEnvironment.js';
import { explainGitFailure, gitFailed, unfinishedWorktreeIn } from './gitFailures.js';
import { monotonicMillis } from '../util/monotonic.js';
import type { GitOptions, GitPorts, GitResult } from './gitRunner.js';

/** How long is waited for a worktree that somebody is making, milliseconds. */
const patienceMillis = 2000;

/** Runs git by simple-git. @throws TicketreeError as {@link GitRunner.run} */
export async function runGit(
  folder: string,
  args: readonly string[],
  options: GitOptions,
  ports: Pick<GitPorts, 'env' | 'logger'>,
): Promise<GitResult> {
  const deadline = monotonicMillis() + patienceMillis;
  for (;;) {
    const ended = await runOnce(folder, args, options, ports);
    if (ended.code === 0 || options.accept?.includes(ended.code) === true) return ended;
    const isPassing = unfinishedWorktreeIn(ended.stderr) !== null && monotonicMillis() < deadline;
    if (options.once === true || !isPassing) throw gitFailed(ended, folder, args);
    await delay(20);
  }
}

async function runOnce(
  folder: string,
  args: readonly string[],
  options: GitOptions,
  ports: Pick<GitPorts, 'env' | 'logger'>,
): Promise<GitResult> {
  const env = gitEnvironment(ports.env, options.env);
  const ended: { code: number; stdout: string; stderr: string } = { code: 0, stdout: '', stderr: '' };
  const settings: Partial<SimpleGitOptions> = {
    // It keeps a queue for each of its instances; ours is for all worktrees.
    maxConcurrentProcesses: 1,
    // Until all is read that git has said: otherwise what comes 50 ms after its end is lost, such as a file that is dirty.
    completion: { onClose: true, onExit: false },
    allowEnvironment: Object.keys(env),
    unsafe: personsOwn,
    input: () => options.input,
    // It takes a failure without a word on stderr for a success; we go by the exit code alone.
    errors: (error, result) => {
      ended.code = result.exitCode;
      ended.stdout = Buffer.concat(result.stdOut).toString();
      ended.stderr = Buffer.concat(result.stdErr).toString();
      return error instanceof Error && result.exitCode === 0 ? error : undefined;
    },
  };
  const started = monotonicMillis();
  try {
    await simpleGit(folder, settings)
      .env(env)
      .outputHandler((_command, stdout) => {
        // A git that says nothing is waited for 50 ms longer; an empty piece of output spares that.
        queueMicrotask(() => stdout.emit('data', Buffer.alloc(0)));
      })
      .raw([...args]);
  } catch (error) {
    throw explainGitFailure(error, folder, args);
  }
  const millis = (monotonicMillis() - started).toFixed(0);
  ports.logger.debug(`git ${args.join(' ')} (${folder}): ${ended.code}, ${millis} ms`);
  return ended;
}

/** The environment is the person's own and the arguments are ours, so that simple-git has nobody to guard against. */
const personsOwn = {
  allowUnsafeAlias: true,
  allowUnsafeAskPass: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeEditor: true,
  allowUnsafeExec: true,
  allowUnsafeGitProxy: true,
  allowUnsafeHooksPath: true,
  allowUnsafePager: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeSshCommand: true,
  allowUnsafeTemplateDir: true,
  allowUnsafeUrlRewrite: true,
} as const;
