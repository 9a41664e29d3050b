import type { Command } from 'commander';

/** The headings under which `--help` lists the commands. */
type CommandGroup = 'Find' | 'Tickets' | 'Life cycle' | 'Many at once' | 'Git' | 'Store' | 'Help';

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
  {
    name: 'search',
    group: 'Find',
    summary: 'find tickets by the words in them',
    load: () => import('./commands/search.js'),
  },
  {
    name: 'check',
    group: 'Find',
    summary: 'where the project stands, and what is active',
    load: () => import('./commands/check.js'),
  },
  {
    name: 'watch',
    group: 'Find',
    summary: 'tell of changes as they happen',
    load: () => import('./commands/watch.js'),
  },
  { name: 'show', group: 'Find', summary: 'show a ticket in full', load: () => import('./commands/show.js') },
  {
    name: 'commits',
    group: 'Find',
    summary: 'the commits of a ticket, and those that mention it',
    load: () => import('./commands/commits.js'),
  },
  {
    name: 'diff',
    group: 'Find',
    summary: 'what the work on a ticket has changed',
    load: () => import('./commands/diff.js'),
  },
  {
    name: 'ready',
    group: 'Find',
    summary: 'list what can be begun at once, the best first',
    load: () => import('./commands/ready.js'),
  },
  { name: 'next', group: 'Find', summary: 'the ticket to take next', load: () => import('./commands/next.js') },
  { name: 'new', group: 'Tickets', summary: 'write down a new ticket', load: () => import('./commands/new.js') },
  { name: 'edit', group: 'Tickets', summary: 'change a ticket', load: () => import('./commands/edit.js') },
  { name: 'task', group: 'Tickets', summary: 'the tasks of a ticket', load: () => import('./commands/task.js') },
  {
    name: 'comment',
    group: 'Tickets',
    summary: 'the comments on a ticket',
    load: () => import('./commands/comment.js'),
  },
  {
    name: 'criteria',
    group: 'Tickets',
    summary: 'the acceptance criteria of a ticket',
    load: () => import('./commands/criteria.js'),
  },
  { name: 'link', group: 'Tickets', summary: 'tie two tickets together', load: () => import('./commands/link.js') },
  { name: 'unlink', group: 'Tickets', summary: 'part two tickets', load: () => import('./commands/unlink.js') },
  {
    name: 'start',
    group: 'Life cycle',
    summary: 'begin work on a ticket, and make it the active one',
    load: () => import('./commands/start.js'),
  },
  {
    name: 'status',
    group: 'Life cycle',
    summary: 'give a ticket another status',
    load: () => import('./commands/status.js'),
  },
  {
    name: 'review',
    group: 'Life cycle',
    summary: 'ask for a review of a ticket',
    load: () => import('./commands/review.js'),
  },
  {
    name: 'approve',
    group: 'Life cycle',
    summary: 'call a reviewed ticket done',
    load: () => import('./commands/approve.js'),
  },
  {
    name: 'request-changes',
    group: 'Life cycle',
    summary: 'send a ticket back to work',
    load: () => import('./commands/requestChanges.js'),
  },
  { name: 'close', group: 'Life cycle', summary: 'call a ticket done', load: () => import('./commands/close.js') },
  {
    name: 'reopen',
    group: 'Life cycle',
    summary: 'open a done ticket again',
    load: () => import('./commands/reopen.js'),
  },
  {
    name: 'finish',
    group: 'Life cycle',
    summary: 'bring the work on a ticket home, and call it done',
    load: () => import('./commands/finish.js'),
  },
  {
    name: 'archive',
    group: 'Life cycle',
    summary: 'put tickets away, or take them back',
    load: () => import('./commands/archive.js'),
  },
  {
    name: 'handoff',
    group: 'Life cycle',
    summary: 'give a ticket to somebody else',
    load: () => import('./commands/handoff.js'),
  },
  {
    name: 'claim',
    group: 'Life cycle',
    summary: 'take a ticket for this session for a while',
    load: () => import('./commands/claim.js'),
  },
  { name: 'release', group: 'Life cycle', summary: 'give up a claim', load: () => import('./commands/release.js') },
  {
    name: 'delete',
    group: 'Life cycle',
    summary: 'put tickets into the trash',
    load: () => import('./commands/delete.js'),
  },
  {
    name: 'bulk',
    group: 'Many at once',
    summary: 'one change of all tickets that a query finds',
    load: () => import('./commands/bulk.js'),
  },
  {
    name: 'switch',
    group: 'Git',
    summary: 'go to the work on a ticket: its worktree, or its branch in this checkout',
    load: () => import('./commands/switch.js'),
  },
  {
    name: 'worktree',
    group: 'Git',
    summary: 'the worktrees of the repository, and what was deleted',
    load: () => import('./commands/worktree.js'),
  },
  {
    name: 'trust',
    group: 'Git',
    summary: "the commands of the project's settings, and whether they may be run",
    load: () => import('./commands/trust.js'),
  },
  { name: 'undo', group: 'Store', summary: 'take back an operation', load: () => import('./commands/undo.js') },
  { name: 'redo', group: 'Store', summary: 'make again what was taken back', load: () => import('./commands/redo.js') },
  { name: 'history', group: 'Store', summary: 'what was done, by whom', load: () => import('./commands/history.js') },
  { name: 'trash', group: 'Store', summary: 'deleted tickets', load: () => import('./commands/trash.js') },
  {
    name: 'backup',
    group: 'Store',
    summary: 'copies of the store, and the way back',
    load: () => import('./commands/backup.js'),
  },
  {
    name: 'doctor',
    group: 'Store',
    summary: 'find damage in the store, and mend it',
    load: () => import('./commands/doctor.js'),
  },
  {
    name: 'fmt',
    group: 'Store',
    summary: 'write ticket files in canonical form',
    load: () => import('./commands/fmt.js'),
  },
  {
    name: 'init',
    group: 'Store',
    summary: 'make a ticket store in this folder',
    load: () => import('./commands/init.js'),
  },
  {
    name: 'config',
    group: 'Store',
    summary: 'read and change settings',
    load: () => import('./commands/config.js'),
  },
  {
    name: 'help',
    group: 'Help',
    summary: 'explain a command or a topic',
    load: () => import('./commands/help.js'),
  },
];
