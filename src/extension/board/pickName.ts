import * as vscode from 'vscode';
import { DisposableStore } from '../../util/disposable.js';
import { plainLabel } from '../ui/plainLabel.js';
import { showUntilGone } from '../ui/quickInput.js';

interface NameItem extends vscode.QuickPickItem {
  /** Null for nobody. */
  readonly name: string | null;
}

/**
 * Lets the person choose who works on tickets, one of the known names or a new one.
 * @param present who it is now; undefined where the tickets differ
 * @returns null for nobody, undefined when the person has left
 */
export function pickName(
  title: string,
  known: readonly string[],
  present: string | null | undefined,
): Promise<string | null | undefined> {
  const parts = new DisposableStore();
  const pick = parts.add(vscode.window.createQuickPick<NameItem>());
  const now = (name: string | null): { description?: string } =>
    name === present ? { description: vscode.l10n.t('now') } : {};
  const nobody: NameItem = { name: null, label: `$(circle-slash) ${vscode.l10n.t('Nobody')}`, ...now(null) };
  const items = known.map((name): NameItem => ({ name, label: plainLabel(name), ...now(name) }));
  const offer = (typed: string): void => {
    const isNew = typed !== '' && !known.includes(typed);
    // In quotes, or the editor would put it before the names that it is the beginning of.
    const fresh = { name: typed, label: `“${plainLabel(typed)}”`, description: vscode.l10n.t('new name') };
    pick.items = [...items, nobody, ...(isNew ? [fresh] : [])];
  };
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Assignee: choose a name, or type a new one');
  offer('');
  return new Promise((resolve) => {
    parts.add(
      pick.onDidChangeValue((value) => {
        offer(value.trim());
      }),
    );
    parts.add(
      pick.onDidAccept(() => {
        resolve(pick.selectedItems[0]?.name);
        pick.hide();
      }),
    );
    parts.add(
      showUntilGone(pick, () => {
        resolve(undefined);
        parts.dispose();
      }),
    );
  });
}
