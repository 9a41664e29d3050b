import { CommanderError } from 'commander';
import { asTicketreeError } from './failures.js';
import { Output } from './output.js';
import { makeProgram } from './program.js';
import { standardStreams } from './standardStreams.js';

/** Replaced by the build with the manifest's version. */
declare const TICKETREE_VERSION: string;

/** Runs one command line. @returns the exit code */
async function main(argv: readonly string[]): Promise<number> {
  try {
    await makeProgram(TICKETREE_VERSION, argv, standardStreams.stdout).parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    // The options may be what was not understood, so only the words are looked at.
    const json = argv.some((word) => word === '--json' || /^-[a-zA-Z]*j/.test(word));
    return new Output(json, standardStreams).failure(asTicketreeError(error));
  }
}

void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode ??= exitCode;
});
