import { join } from 'node:path';
import { isHalfMade } from '../../../git/halfMade.js';
import { gitDirOf, indexStamp } from '../../../git/worktreeAdmin.js';
import type { Worktree } from '../../../git/worktreeList.js';
import { readStatus } from '../../../git/worktreeStatus.js';
import { statIfThere } from '../../../store/files.js';
import type { GitContext, Repository } from '../gitContext.js';
import type { DirtyCounts, WorktreeCache } from './worktreeCache.js';

/** What a look at the files of a worktree says. */
export interface WorktreeLook {
  /** `missing`: its folder is gone. `halfMade`: git was stopped while it made it. */
  readonly state: 'there' | 'missing' | 'halfMade';
  /** Null where nobody could look. */
  readonly dirty: DirtyCounts | null;
}

/** A look that is on its way. */
interface BegunLook {
  /** See `indexStamp`; taken before. */
  readonly index: string;
  readonly dirty: Promise<DirtyCounts | null>;
}

const nothingSeen: WorktreeLook = { state: 'there', dirty: null };

/** The looks at worktrees of one listing, past the store; one that has not changed since the last look costs no process. */
export class WorktreeLooks {
  private readonly begun = new Map<string, BegunLook>();

  constructor(
    private readonly context: GitContext,
    private readonly repository: Repository,
    private readonly cache: WorktreeCache,
  ) {}

  /** Begins with the worktrees of the last listing that have changed, before git has listed them anew. */
  beginEarly(): void {
    for (const [path, gitDir] of this.cache.gitDirs) {
      const isThere = statIfThere(join(path, '.git')) !== null;
      if (isThere && this.cache.known.get(path)?.index !== indexStamp(gitDir)) this.begin(path, gitDir);
    }
  }

  async lookAt(worktree: Worktree): Promise<WorktreeLook> {
    const { path, head, isBare } = worktree;
    if (isBare) return nothingSeen;
    const gitDir = await this.gitDir(path);
    if (await isHalfMade(worktree, gitDir, this.context.clock())) return { state: 'halfMade', dirty: null };
    if (gitDir === null) return { state: 'missing', dirty: null };
    // A link that leads nowhere, as after the repository has moved: what lies there is there.
    if (statIfThere(gitDir) === null) return nothingSeen;
    const { known } = this.cache;
    const before = known.get(path);
    const begun = this.begun.get(path);
    if (!begun && before?.head === head && before.index === indexStamp(gitDir)) {
      return { state: 'there', dirty: before.dirty };
    }
    const { index, dirty: coming } = begun ?? this.begin(path, gitDir);
    const dirty = await coming;
    if (dirty !== null) known.set(path, { head, index, dirty });
    return { state: 'there', dirty };
  }

  private begin(path: string, gitDir: string): BegunLook {
    // One that git cannot read, such as one that is just being removed, hides no other.
    const look = { index: indexStamp(gitDir), dirty: this.count(path).catch(() => null) };
    this.begun.set(path, look);
    return look;
  }

  private async count(path: string): Promise<DirtyCounts> {
    const { storePath } = this.repository;
    const status = await readStatus(this.context.runner, path, storePath === null ? [] : [storePath]);
    const { changed, untracked, conflicts } = status;
    return { changed: changed.length, untracked: untracked.length, conflicts: conflicts.length };
  }

  private async gitDir(path: string): Promise<string | null> {
    const { gitDirs } = this.cache;
    const known = gitDirs.get(path);
    if (known !== undefined && statIfThere(join(path, '.git')) !== null && statIfThere(known) !== null) return known;
    const gitDir = await gitDirOf(path);
    if (gitDir === null) gitDirs.delete(path);
    else gitDirs.set(path, gitDir);
    return gitDir;
  }
}
