import { basename } from 'node:path';
import { unstampedSlug } from '../../../domain/slug.js';
import { isOpen, type TicketRow } from '../../../domain/ticketRow.js';
import type { Worktree } from '../../../git/worktreeList.js';
import type { GitContext } from '../gitContext.js';
import { branchNaming, ticketsOfBranches } from '../ticketBranches.js';

/** Which ticket a worktree belongs to. */
export interface WorktreeTicket {
  /** Null where it belongs to none that is there. */
  readonly row: TicketRow | null;
  /** Whether its branch or folder is named as those of tickets are. */
  readonly isNamedLikeOne: boolean;
}

/**
 * Finds the tickets of worktrees: by the branch, else by the folder, which vibe-ticket names after the slug; so also one
 * whose head is detached.
 * @returns by path
 */
export async function ticketsOfWorktrees(
  context: GitContext,
  worktrees: readonly Worktree[],
  rows: readonly TicketRow[],
): Promise<Map<string, WorktreeTicket>> {
  const naming = await branchNaming(context);
  const start = await folderStart(context);
  const branches = worktrees.flatMap(({ branch }) => branch ?? []);
  const ids = ticketsOfBranches(branches, rows, naming);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const bySlug = rowsBySlug(rows);
  return new Map(
    worktrees.map(({ path, branch }) => {
      const slug = slugInFolder(path, start);
      const ofBranch = branch === null ? undefined : ids.get(branch);
      const row = ofBranch === undefined ? bySlug.get(slug ?? '') : byId.get(ofBranch);
      const isBranchNamedSo = branch !== null && naming.prefix !== '' && branch.startsWith(naming.prefix);
      return [path, { row: row ?? null, isNamedLikeOne: isBranchNamedSo || slug !== null }];
    }),
  );
}

/** What the names of tickets' folders begin with, without the hyphens at its end; empty where that says nothing. */
async function folderStart({ settings }: GitContext): Promise<string> {
  const said = await settings.some(['git.worktree_prefix', 'project.name']);
  const prefix = said['git.worktree_prefix'].replaceAll('{project}', said['project.name']);
  return prefix.slice(prefix.lastIndexOf('/') + 1).replace(/-+$/, '');
}

/** vibe-ticket leaves the hyphen between prefix and slug out when it makes a worktree, and expects it elsewhere. */
function slugInFolder(path: string, start: string): string | null {
  const name = basename(path);
  return start !== '' && name.startsWith(start) ? name.slice(start.length).replace(/^-+/, '') : null;
}

/** An open ticket wins, and a whole slug over one without its stamp. */
function rowsBySlug(rows: readonly TicketRow[]): Map<string, TicketRow> {
  const byRank = [...rows.filter((row) => !isOpen(row)), ...rows.filter(isOpen)];
  return new Map([
    ...byRank.map((row) => [unstampedSlug(row.slug), row] as const),
    ...byRank.map((row) => [row.slug, row] as const),
  ]);
}
