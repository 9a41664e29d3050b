import type { Command } from 'commander';
import type { FoundWorktree } from '../../app/git/worktrees/findWorktree.js';
import { worktreeArgument } from '../arguments.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { oneLine } from '../terminalText.js';
import { configureList } from '../worktreeList.js';
import { configureOpen } from '../worktreeOpen.js';
import { configurePrune } from '../worktreePrune.js';
import { describeRemoved, removedDocument } from '../worktreeRemoved.js';
import { configureTrash } from '../worktreeTrash.js';

/** `worktree`: the checkouts of the repository beside the main one. */
export function configure(worktree: Command): void {
  configureList(worktree);
  configureOpen(worktree);
  configureRemove(worktree);
  configurePrune(worktree);
  configureLock(worktree);
  configureRepair(worktree);
  configureTrash(worktree);
  withExamples(worktree, [
    'ticketree worktree list',
    'ticketree worktree open fix-login --window',
    'ticketree worktree prune --yes',
    'ticketree worktree remove fix-login --force',
    'ticketree worktree trash restore ticket/202603011200-fix-login',
    'ticketree worktree lock fix-login --reason "on a stick"',
    'ticketree worktree repair ../moved-here',
  ]);
}

interface RemoveFlags {
  readonly force?: boolean;
  readonly keepBranch?: boolean;
}

function configureRemove(worktree: Command): void {
  worktree
    .command('remove')
    .description("remove a worktree, and its ticket's branch if all of it stands elsewhere too")
    .argument(...worktreeArgument)
    .option('-f, --force', 'also with work that would be lost; it is kept in the trash')
    .option('--keep-branch', 'leave the branch alone')
    .action(async (reference: string, { force, keepBranch }: RemoveFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ git }) => {
        const request = { force: force ?? false, keepBranch: keepBranch ?? false };
        const removed = await git.removeWorktree(reference, request);
        session.output.result('worktree-removed', removedDocument(removed), () => describeRemoved(removed));
      });
    });
}

function configureLock(worktree: Command): void {
  worktree
    .command('lock')
    .description('keep a worktree from being removed')
    .argument(...worktreeArgument)
    .option('--reason <text>', 'why, for whoever wants to remove it', '')
    .action(async (reference: string, { reason }: { readonly reason: string }, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ git }) => {
        printFound(session, 'Locked', await git.lockWorktree(reference, reason));
      });
    });
  worktree
    .command('unlock')
    .description('let a worktree be removed again')
    .argument(...worktreeArgument)
    .action(async (reference: string, _flags: object, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ git }) => {
        printFound(session, 'Unlocked', await git.unlockWorktree(reference));
      });
    });
}

function configureRepair(worktree: Command): void {
  worktree
    .command('repair')
    .description('mend the links after the repository or a worktree has moved')
    .argument('[paths...]', 'where worktrees are now that have moved')
    .action(async (paths: readonly string[], _flags: object, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ git }) => {
        const repaired = await git.repairWorktrees(paths);
        session.output.result('worktrees-repaired', { count: repaired.length, repaired }, () =>
          repaired.length === 0 ? 'Nothing was broken' : repaired.map((line) => oneLine(line)).join('\n'),
        );
      });
    });
}

function printFound(session: Session, verb: string, { worktree, ticket }: FoundWorktree): void {
  const { path, branch, locked } = worktree;
  const body = {
    worktree: { path, branch, locked, ticket: ticket === null ? null : { id: ticket.id, slug: ticket.slug } },
  };
  session.output.result('worktree', body, () => oneLine(`${verb} ${path}`));
}
