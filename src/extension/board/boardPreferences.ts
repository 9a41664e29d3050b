import type * as vscode from 'vscode';
import type { BoardPreferences } from '../../protocol/boardMessages.js';
import { validPreferences } from '../../protocol/validateMessage.js';

const untouched: BoardPreferences = { filter: '', sort: 'manual', compact: false, collapsed: [] };

/** How a person likes the board of a store, kept with the workspace. @param root of the store */
export function keptPreferences(memento: vscode.Memento, root: string): BoardPreferences {
  // Another version may have written it.
  return validPreferences(memento.get(keyOf(root))) ?? untouched;
}

export async function keepPreferences(
  memento: vscode.Memento,
  root: string,
  preferences: BoardPreferences,
): Promise<void> {
  await memento.update(keyOf(root), preferences);
}

function keyOf(root: string): string {
  return `board.preferences ${root}`;
}
