import { sep } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../util/disposable.js';

/** The worktree that a file belongs to: the innermost, since one may lie inside another's folder; undefined for none. */
export function worktreeOf(file: string, worktrees: readonly string[]): string | undefined {
  const above = worktrees.filter((path) => file.startsWith(`${path}${sep}`));
  return above.sort((a, b) => b.length - a.length)[0];
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

  private note(file: string): void {
    const worktree = worktreeOf(file, this.worktrees());
    if (worktree === undefined) return;
    const inside = file.slice(worktree.length + 1);
    // git's own files are watched, and the store is looked past.
    if (/^(?:\.git|\.vibe-ticket)(?:$|[\\/])/.test(inside)) return;
    this.onEdit(worktree);
  }
}
