import type { Command } from 'commander';
import type { StartedWork, StartRequest, WorkPlace } from '../../app/git/start/startWork.js';
import { namedTicket } from '../arguments.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { setUp, type SetUp } from '../setUp.js';
import { oneLine, plain } from '../terminalText.js';
import { describeChange } from '../ticketResult.js';

interface StartFlags {
  readonly worktree?: boolean;
  /** False with `--no-branch`. */
  readonly branch?: boolean;
  readonly branchName?: string;
  readonly base?: string;
}

/** `start` */
export function configure(command: Command): void {
  command
    .argument(...namedTicket)
    .option('--worktree', 'give it a worktree of its own (default: git.worktree_default)')
    .option('--no-worktree', 'go to its branch in this checkout')
    .option('--no-branch', 'leave git alone')
    .option('--branch-name <name>', "name of the branch (default: git.branch_prefix and the ticket's slug)")
    .option('--base <ref>', "what the branch starts from (default: git.base, the remote's default branch, this one)")
    .action(async (reference: string, flags: StartFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ git, finder, store }) => {
        const { id } = await finder.find(reference);
        const started = await git.start(id, requestOf(flags));
        printStarted(session, started, await setUp(session, git, started), store.shortIdOf(id));
      });
    });
  withExamples(command, [
    'ticketree start 3f2a',
    'ticketree start fix-login --no-worktree --base develop',
    'ticketree start fix-login --no-branch --json',
  ]);
}

function requestOf({ worktree, branch, branchName, base }: StartFlags): StartRequest {
  return {
    ...(branch === false ? { git: false as const } : {}),
    ...(worktree === undefined ? {} : { worktree }),
    ...(branchName === undefined ? {} : { branchName }),
    ...(base === undefined ? {} : { base }),
  };
}

function printStarted(session: Session, started: StartedWork, setUp: SetUp | null, short: string): void {
  const { ticket, place } = started;
  const notes = setUp?.note == null ? started.notes : [...started.notes, setUp.note];
  const git = place && { ...documentOf(place), ...(setUp ? { setup: setUp.outcome } : {}) };
  session.output.result('ticket', { ticket, git, ...(notes.length === 0 ? {} : { notes }) }, () =>
    [describeChange('Started', ticket, short), ...(place ? linesOf(place) : [])].join('\n'),
  );
  for (const note of notes) session.output.note(plain(note));
}

function documentOf(place: WorkPlace): Record<string, unknown> {
  const { branch, base, worktree, madeBranch, madeWorktree, copied } = place;
  return { branch, base, worktree, branch_created: madeBranch, worktree_created: madeWorktree, copied };
}

function linesOf({ branch, base, worktree, madeBranch, copied }: WorkPlace): string[] {
  const from = madeBranch && base !== null ? ` from ${base}` : '';
  return [
    `branch: ${branch}${from}`,
    ...(worktree === null ? [] : [`worktree: ${worktree}`]),
    ...(copied.length === 0 ? [] : [`copied: ${copied.join(', ')}`]),
  ].map((line) => oneLine(line));
}
