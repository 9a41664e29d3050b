import { CommanderError, type Command } from 'commander';
import { makeProgram } from '../../../src/cli/program.js';

/** Runs a command line that ends with help or version. @returns what it prints */
export async function helpOf(...words: string[]): Promise<string> {
  return (await run(words)).printed;
}

/** Every command and sub-command, as they are when they run. */
export async function allCommands(): Promise<Command[]> {
  const { program } = await run(['--help']);
  const loaded = await Promise.all(
    program.commands.map(async (command) => {
      const ran = await run([command.name(), '--help']);
      return ran.program.commands.filter((each) => each.name() === command.name());
    }),
  );
  return loaded.flat().flatMap(withSubCommands);
}

/** The words that call a command. */
export function wordsOf(command: Command): string[] {
  return command.parent === null ? [] : [...wordsOf(command.parent), command.name()];
}

async function run(words: readonly string[]): Promise<{ program: Command; printed: string }> {
  let printed = '';
  const program = makeProgram('1.2.3', words, { columns: 80, write: (text) => void (printed += text) });
  await program.parseAsync(words, { from: 'user' }).catch((error: unknown) => {
    if (!(error instanceof CommanderError && error.exitCode === 0)) throw error;
  });
  return { program, printed };
}

function withSubCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubCommands)];
}
