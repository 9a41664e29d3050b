import type { SimpleGitOptions } from 'simple-git';
import { type TicketreeError } from '../domain/errors.js';
import type { Logger } from '../util/logger.js';
import { gitEnvironment } from './gitEnvironment.js';
import { gitFailed, explainGitFailure } from './gitFailures.js';
import { runProgram } from './otherProgram.js';
import { Permits } from './permits.js';

/** How many git processes one repository has at a time. */
const processesAtOnce = 4;

export interface GitResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface GitOptions {
  /** What git reads from its standard input. */
  readonly input?: string;
  /** Further variables of the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are an answer and no failure; 0 always is. */
  readonly accept?: readonly number[];
}

export interface GitPorts {
  readonly logger: Logger;
  readonly env: NodeJS.ProcessEnv;
  /** Why git may not be run, as in a folder that is not trusted; null where it may. */
  readonly refusal: () => TicketreeError | null;
}

/**
 * Runs git for one repository: all its worktrees wait in one queue. git gets arguments, never a shell's line, and what
 * it says is read by exit code and by formats that are made to be read.
 */
export class GitRunner {
  private readonly permits = new Permits(processesAtOnce);

  constructor(private readonly ports: GitPorts) {}

  /**
   * Runs git in a folder and waits for its end.
   * @throws TicketreeError `untrusted`, `git_missing`, `git_unsafe_owner`, `git_failed` with what git said
   */
  async run(folder: string, args: readonly string[], options: GitOptions = {}): Promise<GitResult> {
    const refusal = this.ports.refusal();
    if (refusal) throw refusal;
    return this.permits.use(() => this.runNow(folder, args, options));
  }

  /** As {@link run}. @returns what git printed, without the last line feed */
  async text(folder: string, args: readonly string[], options: GitOptions = {}): Promise<string> {
    return (await this.run(folder, args, options)).stdout.replace(/\n$/, '');
  }

  /** A variable of the environment that git runs in. */
  variable(name: string): string | undefined {
    return this.ports.env[name];
  }

  /**
   * Runs a program that works with the repository beside git, such as gh: in the same queue and the same environment.
   * @returns whatever its exit code is; null where it is not installed
   * @throws TicketreeError `untrusted`
   */
  async other(
    program: string,
    folder: string,
    args: readonly string[],
    { input = '', env = {} }: Pick<GitOptions, 'input' | 'env'> = {},
  ): Promise<GitResult | null> {
    const refusal = this.ports.refusal();
    if (refusal) throw refusal;
    const result = await this.permits.use(() =>
      runProgram(program, folder, args, gitEnvironment(this.ports.env, env), input),
    );
    this.ports.logger.debug(`${program} ${args.join(' ')} (${folder}): ${result?.code ?? 'not installed'}`);
    return result;
  }

  private async runNow(folder: string, args: readonly string[], options: GitOptions): Promise<GitResult> {
    // Loaded here, since it takes a third of the time of a short command.
    const { simpleGit } = await import('simple-git');
    const env = gitEnvironment(this.ports.env, options.env);
    const ended: { code: number; stdout: string; stderr: string } = { code: 0, stdout: '', stderr: '' };
    const settings: Partial<SimpleGitOptions> = {
      // It keeps a queue for each of its instances; ours is for all worktrees.
      maxConcurrentProcesses: 1,
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
    const started = performance.now();
    try {
      await simpleGit(folder, settings)
        .env(env)
        .raw([...args]);
    } catch (error) {
      throw explainGitFailure(error, folder, args);
    }
    this.ports.logger.debug(
      `git ${args.join(' ')} (${folder}): ${ended.code}, ${(performance.now() - started).toFixed(0)} ms`,
    );
    if (ended.code === 0 || options.accept?.includes(ended.code) === true) return ended;
    throw gitFailed(ended, folder, args);
  }
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
