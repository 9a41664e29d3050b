import type { Command } from 'commander';
import type { RestoredTrash } from '../app/git/worktrees/worktreeTrash.js';
import { parseDays } from './dayCount.js';
import { Session } from './session.js';
import { cell, formatTable } from './table.js';
import { oneLine } from './terminalText.js';

interface EmptyFlags {
  readonly olderThan?: number;
  readonly yes?: boolean;
}

const dayMillis = 86_400_000;

/** `worktree trash`: deleted branches, and what removed worktrees held. */
export function configureTrash(worktree: Command): void {
  const trash = worktree.command('trash').description('deleted branches, and the work of removed worktrees');
  trash
    .command('list')
    .description('list them, the latest first')
    .action(async (_flags: object, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ git, settings }) => {
        const { paint, columns, time } = await session.look(settings);
        const kept = await git.worktreeTrash();
        session.output.result('worktree-trash', { count: kept.length, trash: kept }, () =>
          formatTable(
            kept.map(({ at, kind, name, id, subject }) => [
              cell(time(at), 'dim'),
              cell(kind),
              cell(oneLine(name), 'bold'),
              cell(id.slice(0, 8), 'dim'),
              cell(oneLine(subject)),
            ]),
            columns,
            paint,
          ),
        );
      });
    });
  trash
    .command('restore')
    .description('make a branch of it')
    .argument('<name>', 'name of the branch, of which the latest is meant, or of the ref')
    .action(async (name: string, _flags: object, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ git }) => {
        const { trash: from, branch } = await git.restoreWorktreeTrash(name);
        session.output.result('worktree-restored', { branch, trash: from }, () => describeRestored(from, branch));
      });
    });
  configureEmpty(trash);
}

function configureEmpty(trash: Command): void {
  trash
    .command('empty')
    .description('forget it for ever')
    .option('--older-than <days>', 'only what was deleted longer ago than so many days', parseDays)
    .option('-y, --yes', 'do not ask')
    .action(async ({ olderThan = 0, yes }: EmptyFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ git }) => {
        const before = session.ports.clock().getTime() - olderThan * dayMillis;
        const old = (await git.worktreeTrash()).filter(({ at }) => olderThan === 0 || Date.parse(at) < before);
        const count = old.length === 1 ? '1 entry' : `${old.length} entries`;
        if (old.length > 0) await session.input.consent(`Forget ${count} of the trash for ever?`, yes, '--yes');
        await git.emptyWorktreeTrash(old);
        session.output.result('worktree-trash-emptied', { count: old.length }, () => `Forgot ${count}`);
      });
    });
}

function describeRestored({ kind }: RestoredTrash['trash'], branch: string): string {
  const made = oneLine(`Made the branch ${branch}`);
  if (kind === 'branch') return made;
  return `${made}, whose last commit is what was not committed in the worktree; what was staged or ignored stays in the trash`;
}
