import type { CommitChanges } from './history/commitChanges.js';
import type { Conflict, ConflictSide } from './finish/conflicts.js';
import type { FileVersion } from './history/fileVersions.js';
import type { GitContext } from './gitContext.js';

/** Files as git keeps them: their versions, what a commit changed, and what a merge could not decide. */
export class GitFiles {
  constructor(private readonly context: GitContext) {}

  /** The text of a file; '' where that version has none. @throws TicketreeError */
  async version(path: string, version: FileVersion): Promise<string> {
    const { fileVersion } = await import('./history/fileVersions.js');
    return fileVersion(this.context, path, version);
  }

  /** What one commit has changed. @throws TicketreeError `ref_not_found` */
  async commitChanges(id: string): Promise<CommitChanges> {
    const { commitChanges } = await import('./history/commitChanges.js');
    return commitChanges(this.context, id);
  }

  /** The conflicts that wait in a worktree. @throws TicketreeError */
  async conflicts(worktree: string): Promise<Conflict[]> {
    const { listConflicts } = await import('./finish/conflicts.js');
    return listConflicts(this.context, worktree);
  }

  /** Takes one version of a file in conflict as it is. @throws TicketreeError */
  async takeSide(worktree: string, conflict: Conflict, side: ConflictSide): Promise<void> {
    const { takeSide } = await import('./finish/conflicts.js');
    await takeSide(this.context, worktree, conflict, side);
  }

  /** Tells git that files in conflict are as they shall be. @throws TicketreeError */
  async markResolved(worktree: string, paths: readonly string[]): Promise<void> {
    const { markResolved } = await import('./finish/conflicts.js');
    await markResolved(this.context, worktree, paths);
  }
}
