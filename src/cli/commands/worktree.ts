import type { Command } from 'commander';
import type { FoundWorktree } from '../../app/git/findWorktree.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { oneLine } from '../terminalText.js';
import { configureList } from '../worktreeList.js';

/** The worktree that a command works on. */
const worktreeArgument = ['<worktree>', 'its ticket, its branch or its path'] as const;

/** `worktree`: the checkouts of the repository beside the main one. */
export function configure(worktree: Command): void {
  configureList(worktree);
  configureLock(worktree);
  configureRepair(worktree);
  withExamples(worktree, [
    'ticketree worktree list',
    'ticketree worktree lock fix-login --reason "on a stick"',
    'ticketree worktree repair ../moved-here',
  ]);
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
