import type { RemovedWorktree } from '../app/git/worktrees/removeWorktree.js';
import { oneLine } from './terminalText.js';

/** A removed worktree as `--json` has it. */
export function removedDocument(removed: RemovedWorktree): Record<string, unknown> {
  const { path, branch, ticket, removedBranch, keptIn, notes } = removed;
  return {
    ...{ path, branch, notes },
    ticket: ticket === null ? null : { id: ticket.id, slug: ticket.slug },
    removed_branch: removedBranch,
    kept_in: keptIn,
  };
}

/** The same for a person: what went, what keeps it, and what stays. */
export function describeRemoved({ path, branch, removedBranch, keptIn, notes }: RemovedWorktree): string {
  return [
    removedBranch ? `Removed ${path} and the branch ${branch ?? ''}` : `Removed ${path}`,
    ...keptIn.map((ref) => `Kept in ${ref}`),
    ...notes,
  ]
    .map((line) => oneLine(line))
    .join('\n');
}
