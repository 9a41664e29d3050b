import { Option, type Command } from 'commander';

interface RawOptions {
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
  readonly project?: string;
}

/** The options that every command takes. */
export interface GlobalOptions {
  readonly json: boolean;
  readonly verbose: boolean;
  readonly noColor: boolean;
  readonly project: string | undefined;
}

const globalOptions = [
  new Option('-j, --json', 'print one JSON document'),
  new Option('-v, --verbose', 'say on stderr what is done'),
  new Option('--no-color', 'print without colours'),
  new Option('-p, --project <dir>', 'the project whose tickets are meant (default: this folder or above)'),
];

/** Gives a command the options that every command takes, before or after its name. */
export function withGlobalOptions(command: Command): Command {
  for (const option of globalOptions) command.addOption(option);
  return command;
}

/** @returns the global options of a command that has been parsed; of several projects the innermost counts */
export function globalOptionsOf(command: Command): GlobalOptions {
  const levels: RawOptions[] = [];
  for (let each: Command | null = command; each; each = each.parent) levels.push(each.opts<RawOptions>());
  return {
    json: levels.some(({ json }) => json === true),
    verbose: levels.some(({ verbose }) => verbose === true),
    noColor: levels.some(({ color }) => color === false),
    project: levels.find(({ project }) => project !== undefined)?.project,
  };
}
