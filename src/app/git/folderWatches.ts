import { statSync, watch, type FSWatcher } from 'node:fs';
import type { Disposable } from '../../util/disposable.js';

/** Folders, each with the names in it that matter; null for all of them. */
export type WatchedFolders = ReadonlyMap<string, ReadonlySet<string> | null>;

interface Watch {
  readonly watcher: FSWatcher;
  /** A folder that was made anew under the same path is another one. */
  readonly inode: number;
  names: ReadonlySet<string> | null;
}

/** Watches a set of folders that changes with what is found in them. Best effort: what cannot be watched is left out. */
export class FolderWatches implements Disposable {
  private readonly watches = new Map<string, Watch>();

  constructor(private readonly onChange: () => void) {}

  /** Watches these folders and no others. @returns whether one is new, so that a look from before may have missed something */
  keep(folders: WatchedFolders): boolean {
    for (const path of this.watches.keys()) if (!folders.has(path)) this.drop(path);
    let isNew = false;
    for (const [path, names] of folders) {
      const inode = inodeOf(path);
      const known = this.watches.get(path);
      if (known?.inode === inode) known.names = names;
      else {
        this.drop(path);
        if (inode !== null && this.open(path, inode, names)) isNew = true;
      }
    }
    return isNew;
  }

  dispose(): void {
    for (const path of [...this.watches.keys()]) this.drop(path);
  }

  private open(path: string, inode: number, names: Watch['names']): boolean {
    try {
      const watcher = watch(path, { persistent: false }, (_event, name) => {
        const wanted = this.watches.get(path)?.names;
        if (name === null || wanted === null || wanted?.has(name) === true) this.onChange();
      });
      watcher.on('error', () => {
        this.drop(path);
      });
      this.watches.set(path, { watcher, inode, names });
      return true;
    } catch {
      return false;
    }
  }

  private drop(path: string): void {
    this.watches.get(path)?.watcher.close();
    this.watches.delete(path);
  }
}

function inodeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? null;
}
