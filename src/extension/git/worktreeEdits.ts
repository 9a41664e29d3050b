import { sep } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../util/disposable.js';

/**
 * The worktrees that a change of a file or folder is to be looked for in: the innermost that it lies in, since one may
 * lie inside another's folder; or those that it holds, since of a folder that goes the editor tells of nothing inside.
 */
export function worktreesTouched(path: string, worktrees: readonly string[]): string[] {
  const held = worktrees.filter((each) => each === path || each.startsWith(`${path}${sep}`));
  const [inner] = worktrees.filter((each) => path.startsWith(`${each}${sep}`)).sort((a, b) => b.length - a.length);
  // git's own files are watched, and the store is looked past.
  const isOwn = inner === undefined || /^(?:\.git|\.vibe-ticket)(?:$|[\\/])/.test(path.slice(inner.length + 1));
  return isOwn ? held : [...held, inner];
}

/**
 * Tells of files of worktrees that somebody has edited and not staged, of which git's own files say nothing: what this
 * window saves, and, in its folders, what anybody writes. The editor watches those anyway, so that this costs nothing.
 */
export class WorktreeEdits implements Disposable {
  private readonly parts = new DisposableStore();

  /** @param worktrees paths of those that are looked for */
  constructor(
    private readonly worktrees: () => readonly string[],
    private readonly onEdit: (worktree: string) => void,
  ) {
    const note = ({ fsPath }: vscode.Uri): void => {
      this.note(fsPath);
    };
    this.parts.add(
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        note(uri);
      }),
    );
    const watcher = this.parts.add(vscode.workspace.createFileSystemWatcher('**/*'));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) this.parts.add(event(note));
  }

  dispose(): void {
    this.parts.dispose();
  }

  private note(path: string): void {
    for (const worktree of worktreesTouched(path, this.worktrees())) this.onEdit(worktree);
  }
}
