#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { TicketreeError } from '../domain/errors.js';
import { registerClose } from './commands/close.js';
import { registerEdit } from './commands/edit.js';
import { registerInit } from './commands/init.js';
import { registerList } from './commands/list.js';
import { registerNew } from './commands/new.js';
import { registerShow } from './commands/show.js';
import { registerTask } from './commands/task.js';
import { Output } from './output.js';
import { withGlobalOptions } from './session.js';

/** Replaced by the build with the manifest's version. */
declare const TICKETREE_VERSION: string;

async function main(argv: readonly string[]): Promise<number> {
  const output = new Output(
    argv.some((word) => word === '--json' || /^-[a-zA-Z]*j/.test(word)),
    false,
    process,
  );
  try {
    await makeProgram().parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    return output.failure(asTicketreeError(error));
  }
}

function makeProgram(): Command {
  const program = withGlobalOptions(new Command('ticketree'))
    .description('Tickets as plain YAML files in your repository.')
    .version(TICKETREE_VERSION, '-V, --version', 'print the version')
    .enablePositionalOptions()
    .exitOverride()
    // Errors are printed once, by Output.
    .configureOutput({ writeErr: () => undefined })
    .showSuggestionAfterError(false);
  // Commands inherit the settings above, so they come after them.
  for (const register of [
    registerInit,
    registerNew,
    registerList,
    registerShow,
    registerEdit,
    registerTask,
    registerClose,
  ]) {
    register(program);
  }
  return program;
}

function asTicketreeError(error: unknown): TicketreeError {
  if (error instanceof TicketreeError) return error;
  if (error instanceof CommanderError) {
    const message = error.code === 'commander.help' ? 'No command was given.' : error.message.replace(/^error: /, '');
    return new TicketreeError('usage', message, 'See `ticketree --help`, or `ticketree <command> --help`.');
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new TicketreeError('internal', `Something went wrong inside Ticketree. ${text}`, 'Please report this.');
}

// A reader that has seen enough, such as `head`, is no failure; a full disk is.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.exitCode = 1;
  process.stderr.write(`error: The output cannot be written: ${error.message}\n`);
});

const exitCode = await main(process.argv.slice(2));
process.exitCode ??= exitCode;
