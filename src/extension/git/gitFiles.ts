import { join } from 'node:path';
import * as vscode from 'vscode';
import type { FileVersion } from '../../app/git/history/fileVersions.js';
import { type Disposable } from '../../util/disposable.js';
import type { StoreSession } from '../storeSession.js';

/** Addresses of files as git keeps them. */
const scheme = 'ticketree-git';

interface VersionQuery {
  readonly store: string;
  readonly path: string;
  readonly version: FileVersion | null;
}

/** Serves versions of files that stand in no folder, for the editor's own diff and merge editors; read only. */
export class GitFiles implements vscode.TextDocumentContentProvider, Disposable {
  private readonly registered: vscode.Disposable;

  constructor(private readonly session: StoreSession) {
    this.registered = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  async provideTextDocumentContent({ query }: vscode.Uri): Promise<string> {
    const { store, path, version } = JSON.parse(query) as VersionQuery;
    if (version === null) return '';
    return this.session.requireWorkspace(store).git.files.version(path, version);
  }

  dispose(): void {
    this.registered.dispose();
  }
}

/**
 * The address of a version of a file. It looks like that of the file itself, so that the editor takes the two for one.
 * @param store folder of the store whose clone it is
 * @param root of a checkout of it
 * @param path relative to the root, with `/`
 * @param version null for a file that is not there
 */
export function versionUri(store: string, root: string, path: string, version: FileVersion | null): vscode.Uri {
  const query: VersionQuery = { store, path, version };
  return vscode.Uri.file(join(root, path)).with({ scheme, query: JSON.stringify(query) });
}
