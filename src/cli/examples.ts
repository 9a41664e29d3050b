import type { Command } from 'commander';

/** Shows examples below the help of a command. @param lines as they are typed */
export function withExamples(command: Command, lines: readonly string[]): Command {
  return command.addHelpText('after', `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`);
}
