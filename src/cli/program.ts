import { Command } from 'commander';
import { commandTable, type CommandEntry } from './commandTable.js';
import { withGlobalOptions } from './globalOptions.js';
import { topicList } from './helpTopics.js';
import type { StandardStream } from './standardStream.js';

/**
 * The command line, with the names of commands and the inside of none: that is loaded for the one that runs.
 * @param argv what it is made for
 * @param stdout where help and version go
 */
export function makeProgram(
  version: string,
  argv: readonly string[],
  stdout: Pick<StandardStream, 'write' | 'columns'>,
): Command {
  const program = withGlobalOptions(new Command('ticketree'))
    .version(version, '-V, --version', 'print the version')
    .description('Tickets as plain YAML files in your repository.')
    .enablePositionalOptions()
    .helpCommand(false)
    .exitOverride()
    // Errors are printed once, by Output.
    .configureOutput({
      writeOut: (text) => {
        stdout.write(text);
      },
      writeErr: () => undefined,
      getOutHelpWidth: () => stdout.columns || 80,
      getOutHasColors: () => false,
    })
    .addHelpText('after', topicList);
  // Commands inherit the settings above, so they come after them.
  const entries = new Map(entriesFor(argv).map((entry) => [addCommand(program, entry), entry]));
  program.configureHelp({ subcommandTerm: (command) => [command.name(), ...command.aliases()].join(', ') });
  return program.hook('preSubcommand', async (_program, command) => {
    const entry = entries.get(command);
    // A command that is called through another, as by `help`, is asked for twice.
    entries.delete(command);
    if (entry !== undefined) await configure(command, entry);
  });
}

/** The command that a line calls, since adding all of them takes a tenth of a short command's time; else all. */
function entriesFor(argv: readonly string[]): readonly CommandEntry[] {
  const [called] = withGlobalOptions(new Command()).parseOptions([...argv]).operands;
  const entry = commandTable.find(({ name, aliases = [] }) => [name, ...aliases].includes(called ?? ''));
  return entry === undefined || entry.name === 'help' ? commandTable : [entry];
}

function addCommand(program: Command, { name, aliases = [], group, summary }: CommandEntry): Command {
  return program.command(name).aliases(aliases).description(summary).helpGroup(`${group}:`);
}

/** Loads what a command does. */
async function configure(command: Command, entry: CommandEntry): Promise<void> {
  const inside = await entry.load();
  inside.configure(command);
  withGlobalOptionsBelow(command);
}

function withGlobalOptionsBelow(command: Command): void {
  withGlobalOptions(command.optionsGroup('Options of every command:'));
  command.commands.forEach(withGlobalOptionsBelow);
}
