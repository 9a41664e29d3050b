import * as vscode from 'vscode';
import type { FileVersion } from '../../app/git/fileVersions.js';
import { type Disposable } from '../../util/disposable.js';
import type { StoreSession } from '../storeSession.js';

/** Addresses of files as git keeps them. */
const scheme = 'ticketree-git';

/** Serves versions of files that stand in no folder, for the editor's own diff and merge editors; read only. */
export class GitFiles implements vscode.TextDocumentContentProvider, Disposable {
  private readonly registered: vscode.Disposable;

  constructor(private readonly session: StoreSession) {
    this.registered = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  async provideTextDocumentContent({ path, query }: vscode.Uri): Promise<string> {
    const { store, version } = JSON.parse(query) as { readonly store: string; readonly version: FileVersion | null };
    if (version === null) return '';
    return this.session.requireWorkspace(store).git.fileVersion(path.slice(1), version);
  }

  dispose(): void {
    this.registered.dispose();
  }
}

/**
 * The address of a version of a file.
 * @param store folder of the store whose clone it is
 * @param path relative to the root, with `/`
 * @param version null for a file that is not there
 */
export function versionUri(store: string, path: string, version: FileVersion | null): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${path}`, query: JSON.stringify({ store, version }) });
}
