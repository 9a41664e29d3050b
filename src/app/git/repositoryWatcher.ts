import { watch, type FSWatcher } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readWorktreeFiles } from '../../git/worktreeFiles.js';
import type { Disposable } from '../../util/disposable.js';
import type { Logger } from '../../util/logger.js';

/** What somebody's git may have changed. */
export interface RepositoryHint {
  /** Whether a worktree may have come, gone, moved or been locked, a branch may have, or a finish may wait. */
  readonly list: boolean;
  /** Paths of those in which something was staged, committed or checked out; '' for the main one. */
  readonly worktrees: ReadonlySet<string>;
}

/** One git command touches several files; what it did is told once, when it is still. */
const stillMillis = 120;
/** A team with more groups of branches than this looks anew by hand. */
const mostRefFolders = 100;
/** What git writes in a worktree's own folder when something in it changes. */
const ownFiles = ['HEAD', 'index', 'MERGE_HEAD', 'REBASE_HEAD'];
/** What it writes there when the worktree moves or is locked. */
const placeFiles = ['gitdir', 'locked'];

/**
 * Watches the few files of a repository by which git says what it did, without running git: where each worktree stands,
 * what is staged, branches, finishes that wait. What is edited and not staged cannot be seen here.
 */
export class RepositoryWatcher implements Disposable {
  private watchers: FSWatcher[] = [];
  private timer: NodeJS.Timeout | undefined;
  private list = false;
  private worktrees = new Set<string>();
  private disposed = false;
  /** Settles when it watches. */
  readonly ready: Promise<void>;

  /** @param commonDir the folder that all worktrees of the repository share */
  constructor(
    private readonly commonDir: string,
    private readonly onHint: (hint: RepositoryHint) => void,
    private readonly logger: Logger,
  ) {
    this.ready = this.arm();
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    this.disarm();
  }

  /** Watches what is there now, each folder anew: one that went and came back is another one to the system. */
  private async arm(): Promise<void> {
    const { commonDir } = this;
    const worktrees = join(commonDir, 'worktrees');
    const linked = await readWorktreeFiles(commonDir);
    const refs = await foldersBelow(join(commonDir, 'refs', 'heads'));
    if (this.disposed) return;
    // In one go, so that nothing is missed between.
    this.disarm();
    this.watchFolder(commonDir, (name) => {
      if (['packed-refs', 'worktrees', 'ticketree', 'reftable'].includes(name)) this.noteList();
      else if (ownFiles.includes(name)) this.noteWorktree('');
    });
    for (const folder of [worktrees, join(commonDir, 'ticketree'), join(commonDir, 'reftable'), ...refs]) {
      this.watchFolder(folder, (name) => {
        if (!/\.(?:lock|tmp)$/.test(name)) this.noteList();
      });
    }
    for (const { name, path } of linked) {
      this.watchFolder(join(worktrees, name), (file) => {
        if (placeFiles.includes(file)) this.noteList();
        else if (ownFiles.includes(file)) this.noteWorktree(path);
      });
    }
  }

  private disarm(): void {
    for (const watcher of this.watchers.splice(0)) watcher.close();
  }

  private watchFolder(folder: string, onName: (name: string) => void): void {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        onName(name ?? '');
      });
      watcher.on('error', (error) => {
        watcher.close();
        this.logger.debug(`${folder} is watched no more`, error);
      });
      this.watchers.push(watcher);
    } catch (error) {
      // Most are there only once somebody needs them; the folder above tells of them.
      this.logger.debug(`${basename(dirname(folder))}/${basename(folder)} is not watched`, error);
    }
  }

  private noteList(): void {
    this.list = true;
    this.tellSoon();
  }

  private noteWorktree(path: string): void {
    this.worktrees.add(path);
    this.tellSoon();
  }

  private tellSoon(): void {
    clearTimeout(this.timer);
    if (!this.disposed) this.timer = setTimeout(() => void this.tell(), stillMillis);
  }

  private async tell(): Promise<void> {
    const hint = { list: this.list, worktrees: this.worktrees };
    this.list = false;
    this.worktrees = new Set();
    if (hint.list) await this.arm();
    if (!this.disposed) this.onHint(hint);
  }
}

/** A folder and all folders in it. */
async function foldersBelow(root: string): Promise<string[]> {
  const found = [root];
  for (let at = 0; at < found.length && found.length < mostRefFolders; at++) {
    const folder = found[at] ?? root;
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    found.push(...entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name)));
  }
  return found;
}
