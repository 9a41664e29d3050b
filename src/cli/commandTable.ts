import type { Command } from 'commander';

/** The headings under which `--help` lists the commands. */
type CommandGroup = 'Find' | 'Tickets' | 'Life cycle' | 'Many at once' | 'Store' | 'Help';

/** What the file of a command exports. */
interface CommandModule {
  /** Gives the command, which has its name, summary and the global options, its arguments, options and action. */
  configure(command: Command): void;
}

export interface CommandEntry {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly group: CommandGroup;
  /** One line for `--help`. */
  readonly summary: string;
  /** Only the command that runs is loaded: most of a short command's time is the loading of code. */
  readonly load: () => Promise<CommandModule>;
}

/** All commands, in the order of `--help`; a heading stands where its first command stands. */
export const commandTable: readonly CommandEntry[] = [
  {
    name: 'list',
    group: 'Find',
    summary: 'list tickets; done and archived ones only when asked for',
    load: () => import('./commands/list.js'),
  },
  { name: 'show', group: 'Find', summary: 'show a ticket in full', load: () => import('./commands/show.js') },
  { name: 'new', group: 'Tickets', summary: 'write down a new ticket', load: () => import('./commands/new.js') },
  { name: 'edit', group: 'Tickets', summary: 'change a ticket', load: () => import('./commands/edit.js') },
  { name: 'task', group: 'Tickets', summary: 'the tasks of a ticket', load: () => import('./commands/task.js') },
  { name: 'close', group: 'Life cycle', summary: 'call a ticket done', load: () => import('./commands/close.js') },
  {
    name: 'init',
    group: 'Store',
    summary: 'make a ticket store in this folder',
    load: () => import('./commands/init.js'),
  },
  {
    name: 'help',
    group: 'Help',
    summary: 'explain a command or a topic',
    load: () => import('./commands/help.js'),
  },
];
