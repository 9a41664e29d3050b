import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { TicketreeError } from '../domain/errors.js';
import { systemClock } from '../util/clock.js';
import { redactingLogger, type LogLevel } from '../util/logger.js';
import type { TicketWorkspace, WorkspacePorts } from '../app/ticketWorkspace.js';
import { Output } from './output.js';

interface GlobalOptions {
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
  readonly project?: string;
}

/** Gives a command the options that every command takes, before or after its name. */
export function withGlobalOptions(command: Command): Command {
  return command
    .option('-j, --json', 'print one JSON document')
    .option('-v, --verbose', 'say on stderr what is done')
    .option('--no-color', 'print without colours')
    .option('-p, --project <dir>', 'the project whose tickets are meant (default: this folder or above)');
}

/** What a command works with: the project that it was called for, and where it prints. */
export class Session {
  private constructor(
    readonly output: Output,
    readonly folder: string,
    readonly ports: WorkspacePorts,
  ) {}

  /** @param command the command that runs, with its options parsed */
  static of(command: Command): Session {
    const levels: GlobalOptions[] = [];
    for (let each: Command | null = command; each; each = each.parent) levels.push(each.opts<GlobalOptions>());
    const has = (test: (options: GlobalOptions) => boolean | undefined): boolean => levels.some(test);
    const colour = !has((options) => options.color === false);
    const output = new Output(
      has((options) => options.json),
      colour,
      process,
    );
    const verbose = has((options) => options.verbose);
    const print = (level: LogLevel, line: string): void => {
      if (verbose) output.log(`${level}: ${line}`);
    };
    const project = levels.find((options) => options.project !== undefined)?.project;
    return new Session(output, resolve(project ?? '.'), { clock: systemClock, logger: redactingLogger(print) });
  }

  /** Runs `work` on the project's tickets, all of them read. @throws TicketreeError `no_store` and what `work` throws */
  async withTickets(work: (workspace: TicketWorkspace) => Promise<void> | void): Promise<void> {
    await this.requireFolder();
    // Loaded here, so that --version and --help do not pay for it.
    const { TicketWorkspace } = await import('../app/ticketWorkspace.js');
    const workspace = await TicketWorkspace.open(this.folder, this.ports);
    try {
      await workspace.store.refresh();
      await work(workspace);
    } finally {
      workspace.dispose();
    }
  }

  /** @throws TicketreeError `usage` when `-p` names no folder */
  async requireFolder(): Promise<void> {
    const stats = await stat(this.folder).catch(() => null);
    if (stats?.isDirectory() === true) return;
    throw new TicketreeError('usage', `There is no folder ${this.folder}.`, 'Name an existing folder with -p.');
  }
}
