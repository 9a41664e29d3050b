import type { TicketreeError } from '../domain/errors.js';
import type { Logger } from '../util/logger.js';
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
  /** Whether it cannot be said again where git fails at somebody else's unfinished worktree: it may have done a part. */
  readonly once?: boolean;
}

export interface GitPorts {
  readonly logger: Logger;
  readonly env: NodeJS.ProcessEnv;
  /** Why git may not be run, as in a folder that is not trusted; null where it may. */
  readonly refusal: () => TicketreeError | null;
  /** Whether git may ask a person for a password; otherwise it fails rather than waits. */
  readonly canPrompt: () => boolean;
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
   * @throws TicketreeError `untrusted`, `git_missing`, `git_locked`, `worktree_unfinished` and the like by what git said,
   * else `git_failed` with its words
   */
  async run(folder: string, args: readonly string[], options: GitOptions = {}): Promise<GitResult> {
    const refusal = this.ports.refusal();
    if (refusal) throw refusal;
    // Loaded here, since it takes a third of the time of a short command, and most run no git.
    const { runGit } = await import('./runGit.js');
    return this.permits.use(() => runGit(folder, args, options, { logger: this.ports.logger, env: this.env }));
  }

  /** As {@link run}. @returns what git printed, without the last line feed */
  async text(folder: string, args: readonly string[], options: GitOptions = {}): Promise<string> {
    return (await this.run(folder, args, options)).stdout.replace(/\n$/, '');
  }

  private get env(): NodeJS.ProcessEnv {
    const { env, canPrompt } = this.ports;
    return canPrompt() ? env : { ...env, GIT_TERMINAL_PROMPT: '0' };
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
    const { gitEnvironment } = await import('./gitEnvironment.js');
    const { runProgram } = await import('./otherProgram.js');
    const result = await this.permits.use(() =>
      runProgram(program, folder, args, gitEnvironment(this.env, env), input),
    );
    this.ports.logger.debug(`${program} ${args.join(' ')} (${folder}): ${result?.code ?? 'not installed'}`);
    return result;
  }
}
