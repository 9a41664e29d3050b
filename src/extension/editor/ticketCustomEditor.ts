import * as vscode from 'vscode';
import { TicketreeError } from '../../domain/errors.js';
import { type Disposable, DisposableStore } from '../../util/disposable.js';
import type { StoreSession } from '../storeSession.js';
import { readBackup, writeBackup } from './draftBackup.js';
import { ticketViewType } from './openTicket.js';
import type { TicketDocument } from './ticketDocument.js';
import type { TabWindow } from './ticketTab.js';

type EditEvent = vscode.CustomDocumentEditEvent<TicketDocument>;

/** The ticket editor as a tab: dirty until saved, with the editor's own undo, and kept over the end of a window. */
export class TicketCustomEditor implements vscode.CustomEditorProvider<TicketDocument>, Disposable {
  private readonly parts = new DisposableStore();
  private readonly editEmitter = this.parts.add(new vscode.EventEmitter<EditEvent>());
  readonly onDidChangeCustomDocument = this.editEmitter.event;

  constructor(
    private readonly session: StoreSession,
    private readonly window: TabWindow,
  ) {
    this.parts.add(vscode.window.registerCustomEditorProvider(ticketViewType, this));
  }

  async openCustomDocument(uri: vscode.Uri, context: vscode.CustomDocumentOpenContext): Promise<TicketDocument> {
    const kept = context.backupId === undefined ? null : await readBackup(context.backupId);
    // What edits a ticket is evaluated with the first one, not while the editor starts.
    const { TicketDocument } = await import('./ticketDocument.js');
    const document = new TicketDocument(uri, this.session, this.window.logger, kept);
    // Ends with the document.
    document.onDidEdit((edit) => {
      this.editEmitter.fire({ document, ...edit });
    });
    return document;
  }

  async resolveCustomEditor(document: TicketDocument, panel: vscode.WebviewPanel): Promise<void> {
    const { TicketTab } = await import('./ticketTab.js');
    const tab = new TicketTab(document, panel, this.window);
    panel.onDidDispose(() => {
      tab.dispose();
    });
  }

  async saveCustomDocument(document: TicketDocument): Promise<void> {
    await saying(() => document.save());
  }

  async saveCustomDocumentAs({ draft }: TicketDocument, destination: vscode.Uri): Promise<void> {
    if (!draft) return;
    const { encodeTicketText } = await import('../../app/ticketText.js');
    await vscode.workspace.fs.writeFile(destination, new TextEncoder().encode(encodeTicketText(draft.mine)));
  }

  revertCustomDocument(document: TicketDocument): Promise<void> {
    document.revert();
    return Promise.resolve();
  }

  backupCustomDocument(
    { draft }: TicketDocument,
    { destination }: vscode.CustomDocumentBackupContext,
  ): Promise<vscode.CustomDocumentBackup> {
    if (!draft) return Promise.resolve({ id: '', delete: () => undefined });
    return writeBackup(destination, draft);
  }

  dispose(): void {
    this.parts.dispose();
  }
}

/** The editor shows a failed save with the error's message alone. */
async function saying(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!TicketreeError.is(error)) throw error;
    throw new Error(`${error.message} ${error.hint}`, { cause: error });
  }
}
