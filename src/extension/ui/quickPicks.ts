import * as vscode from 'vscode';
import { answerOf } from './quickInput.js';

/** As the editor's own `QuickPickOptions`, as far as we use them. */
type PickOptions = Pick<
  vscode.QuickPickOptions,
  'title' | 'placeHolder' | 'matchOnDescription' | 'matchOnDetail' | 'ignoreFocusOut'
>;

/** As `vscode.window.showQuickPick`, and not lost to a focus that comes back late. @returns undefined for who leaves */
export function pickOne<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: PickOptions,
): Promise<T | undefined> {
  const pick = quickPick(items, options);
  return answerOf(pick, () => pick.selectedItems[0]);
}

/** As {@link pickOne}, for any number of items; those that say `picked` are ticked at first. */
export function pickSome<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: PickOptions,
): Promise<readonly T[] | undefined> {
  const pick = quickPick(items, options);
  pick.canSelectMany = true;
  pick.selectedItems = items.filter(({ picked }) => picked);
  return answerOf(pick, () => pick.selectedItems);
}

/** As `vscode.window.showInputBox`. @returns undefined for who leaves */
export function askText(
  options: Pick<vscode.InputBoxOptions, 'title' | 'prompt' | 'placeHolder'>,
): Promise<string | undefined> {
  const input = vscode.window.createInputBox();
  input.title = options.title;
  input.prompt = options.prompt;
  input.placeholder = options.placeHolder;
  return answerOf(input, () => input.value);
}

function quickPick<T extends vscode.QuickPickItem>(items: readonly T[], options: PickOptions): vscode.QuickPick<T> {
  const pick = vscode.window.createQuickPick<T>();
  pick.items = items;
  pick.title = options.title;
  pick.placeholder = options.placeHolder;
  pick.matchOnDescription = options.matchOnDescription === true;
  pick.matchOnDetail = options.matchOnDetail === true;
  pick.ignoreFocusOut = options.ignoreFocusOut === true;
  return pick;
}
