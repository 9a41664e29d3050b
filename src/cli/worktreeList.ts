import type { Command } from 'commander';
import type { GitWork } from '../app/git/gitWork.js';
import type { WorktreeInfo } from '../app/git/worktrees/worktreeInfo.js';
import { shortIds } from '../domain/ticketRef.js';
import { Session } from './session.js';
import { formatWorktrees, worktreeDocument, type ListedWorktree } from './worktreeLines.js';

interface ListFlags {
  readonly size?: boolean;
  readonly orphans?: boolean;
}

/** `worktree list` */
export function configureList(worktree: Command): void {
  worktree
    .command('list')
    .description('list the worktrees: branch, ticket, what is not committed, commits ahead and behind')
    .option('--size', 'also how much their files take')
    .option('--orphans', 'only those that could go')
    .action(async (flags: ListFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ git, store, settings }) => {
        const infos = await git.worktrees();
        const wanted = flags.orphans === true ? infos.filter(({ orphan }) => orphan !== null) : infos;
        const listed = await complete(git, wanted, infos, flags);
        const look = await session.look(settings);
        session.output.result('worktrees', { count: listed.length, worktrees: listed.map(worktreeDocument) }, () =>
          formatWorktrees(listed, session.folder, shortIds(new Set(store.fileIds())), look),
        );
        tellOfOrphans(session, infos);
      });
    });
}

async function complete(
  git: GitWork,
  wanted: readonly WorktreeInfo[],
  all: readonly WorktreeInfo[],
  { size }: ListFlags,
): Promise<ListedWorktree[]> {
  const { checkout } = await git.requireRepository();
  const paths = all.map(({ path }) => path);
  const listed: ListedWorktree[] = [];
  for (const info of wanted) {
    const isSized = size === true && info.state !== 'missing';
    const bytes = isSized ? await git.worktreeSize(info.path, paths) : null;
    listed.push({ ...info, isCurrent: info.path === checkout, size: bytes });
  }
  return listed;
}

function tellOfOrphans({ output }: Session, infos: readonly WorktreeInfo[]): void {
  const { length } = infos.filter(({ orphan }) => orphan !== null);
  if (length === 0) return;
  output.note(`${length === 1 ? '1 could go' : `${length} could go`}: see \`ticketree worktree prune\``);
}
