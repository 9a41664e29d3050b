import { statSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { TicketreeError } from '../domain/errors.js';
import { Settings } from '../domain/resolveSettings.js';
import { systemClock } from '../util/clock.js';
import { redactingLogger, silentLogger, type LogLevel } from '../util/logger.js';
import type { SettingsReader } from '../app/settingsReader.js';
import type { TicketWorkspace, WorkspacePorts } from '../app/ticketWorkspace.js';
import { globalOptionsOf } from './globalOptions.js';
import { Input } from './input.js';
import { lookOf, type Look } from './look.js';
import { Output } from './output.js';
import { standardStreams } from './standardStreams.js';
import { canAsk, terminalOf, type Terminal } from './terminal.js';

/** What a command works with: the project that it was called for, and where it prints and reads. */
export class Session {
  private constructor(
    readonly output: Output,
    readonly input: Input,
    readonly folder: string,
    readonly ports: WorkspacePorts,
    readonly terminal: Terminal,
  ) {}

  /**
   * @param command the command that runs, with its options parsed
   * @param name which of a person's shells and agents this is
   */
  static of(command: Command, name = sessionName(process.env)): Session {
    const { json, verbose, noColor, project } = globalOptionsOf(command);
    const terminal = terminalOf(standardStreams.stdout, process.env, { json, noColor });
    const output = new Output(json, standardStreams);
    const print = (level: LogLevel, line: string): void => {
      output.log(`${level}: ${line}`);
    };
    const ports = {
      clock: systemClock,
      logger: verbose ? redactingLogger(print) : silentLogger,
      surface: 'cli',
      session: name,
      canPrompt: () => canAsk(process),
    } as const;
    return new Session(output, new Input(process, json), folderOf(project), ports, terminal);
  }

  /** How results look here. For a program nothing is read: it gets no look. */
  async look(settings: SettingsReader): Promise<Look> {
    return lookOf(this.terminal, this.output.isJson ? new Settings([]) : await settings.read());
  }

  /** Runs `work` on the project's tickets, of which nothing is read yet. @throws TicketreeError `no_store` and what `work` throws */
  async withTickets(work: (workspace: TicketWorkspace) => Promise<void> | void): Promise<void> {
    await this.withWorkspace(async (workspace) => {
      await workspace.store.recover();
      await workspace.git.recover();
      await work(workspace);
      // What was read is kept for the next command, now that the answer is out.
      await workspace.store.saveSnapshot();
    });
  }

  /** The same, but nothing is written that `work` does not write: what dead processes left half done stays so. */
  async withWorkspace(work: (workspace: TicketWorkspace) => Promise<void>): Promise<void> {
    this.requireFolder();
    // Loaded here, so that --version and --help do not pay for it.
    const { TicketWorkspace } = await import('../app/ticketWorkspace.js');
    const workspace = await TicketWorkspace.open(this.folder, this.ports);
    try {
      await work(workspace);
    } finally {
      workspace.dispose();
    }
  }

  /** @throws TicketreeError `usage` when `-p` names no folder */
  requireFolder(): void {
    if (isFolder(this.folder)) return;
    throw new TicketreeError('usage', `There is no folder ${this.folder}.`, 'Name an existing folder with -p.');
  }
}

/** @throws TicketreeError `usage` in a shell whose folder has been removed, as that of a finished ticket */
function folderOf(project: string | undefined): string {
  try {
    return resolve(project ?? '.');
  } catch (error) {
    throw new TicketreeError(
      'usage',
      'The folder that you stand in is gone.',
      'Go to another folder, or name an existing one with -p.',
      { cause: error },
    );
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Which of a person's shells and agents this is: as they say, else the shell that the command was typed into. */
function sessionName(env: NodeJS.ProcessEnv): string {
  const named = env['TICKETREE_SESSION']?.trim() ?? '';
  return named === '' ? `${hostname()}:${process.ppid}` : named;
}
