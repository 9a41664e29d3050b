import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../util/disposable.js';

/** Addresses of messages that a person edits. */
export const messageScheme = 'ticketree-message';

interface Message {
  readonly content: Uint8Array;
  readonly mtime: number;
}

/**
 * Files of the editor's own kind that stand on no disk: messages that a person edits, and saves or not. A file of no
 * language, since git's own would offer to commit it.
 */
export class MessageFiles implements vscode.FileSystemProvider, Disposable {
  private readonly parts = new DisposableStore();
  private readonly emitter = this.parts.add(new vscode.EventEmitter<vscode.FileChangeEvent[]>());
  readonly onDidChangeFile = this.emitter.event;
  private readonly messages = new Map<string, Message>();

  constructor() {
    this.parts.add(vscode.workspace.registerFileSystemProvider(messageScheme, this, { isCaseSensitive: true }));
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { content, mtime } = this.get(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime, size: content.length };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.get(uri).content;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const mtime = (this.messages.get(uri.path)?.mtime ?? 0) + 1;
    this.messages.set(uri.path, { content, mtime });
    this.emitter.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  delete(uri: vscode.Uri): void {
    this.messages.delete(uri.path);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  /** There are none; the editor makes one for every file. */
  createDirectory(): void {
    return;
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.parts.dispose();
  }

  private get({ path }: vscode.Uri): Message {
    const message = this.messages.get(path);
    if (!message) throw vscode.FileSystemError.FileNotFound(path);
    return message;
  }
}
