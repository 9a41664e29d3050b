import * as vscode from 'vscode';
import type { TicketDraft } from './ticketDraft.js';

/** Keeps what was not saved over the end of the window (the editor's hot exit). */
export async function writeBackup(destination: vscode.Uri, draft: TicketDraft): Promise<vscode.CustomDocumentBackup> {
  await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(destination, '..'));
  await vscode.workspace.fs.writeFile(destination, new TextEncoder().encode(JSON.stringify({ version, ...draft })));
  return {
    id: destination.toString(),
    delete: () => {
      // It may be gone already, with the folder that the editor keeps backups in.
      void vscode.workspace.fs.delete(destination).then(undefined, () => undefined);
    },
  };
}

/** @returns null where the backup is gone, or another version of ours wrote it */
export async function readBackup(id: string): Promise<TicketDraft | null> {
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(id));
    const kept = JSON.parse(new TextDecoder().decode(bytes)) as TicketDraft & { readonly version?: unknown };
    const { base, mine, conflicts } = kept;
    return kept.version === version ? { base, mine, conflicts } : null;
  } catch {
    return null;
  }
}

const version = 1;
