import type * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../util/disposable.js';
import { monotonicMillis } from '../../util/monotonic.js';

/** A quick input of the editor's. */
export type QuickInput = vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>;

/**
 * A question that goes away so soon was not left by a person: what had the focus before takes it late, as a board does
 * when a menu or the palette closes over it (microsoft/vscode#75209). Milliseconds.
 */
const soonMillis = 250;

/**
 * Shows a question. One that goes away before a person can have seen it comes once more.
 * @param onGone called when it is gone for good, answered or not
 */
export function showUntilGone(input: QuickInput, onGone: () => void): Disposable {
  const parts = new DisposableStore();
  const shown = monotonicMillis();
  let mayComeAgain = !input.ignoreFocusOut;
  const isAnswered = (): void => {
    mayComeAgain = false;
  };
  parts.add(input.onDidAccept(isAnswered));
  parts.add(input.onDidTriggerButton(isAnswered));
  if ('onDidTriggerItemButton' in input) parts.add(input.onDidTriggerItemButton(isAnswered));
  parts.add(
    input.onDidHide(() => {
      if (!mayComeAgain || monotonicMillis() - shown > soonMillis) {
        onGone();
        return;
      }
      mayComeAgain = false;
      showAgain(input);
    }),
  );
  input.show();
  return parts;
}

/** The editor empties the list of a question that goes away. */
function showAgain(input: QuickInput): void {
  input.show();
  if (!('items' in input)) return;
  const { items, activeItems, selectedItems } = input;
  input.items = items;
  if (activeItems.length > 0) input.activeItems = activeItems;
  if (input.canSelectMany) input.selectedItems = selectedItems;
}

/**
 * Shows a question and waits for its end.
 * @param read what is accepted; undefined for what cannot be
 * @param listen for other ways to answer it
 * @returns undefined for a person who has left
 */
export function answerOf<T>(
  input: QuickInput,
  read: () => T | undefined,
  listen?: (answer: (given: T) => void) => Disposable,
): Promise<T | undefined> {
  const parts = new DisposableStore();
  parts.add(input);
  return new Promise((resolve) => {
    const answer = (given: T): void => {
      resolve(given);
      input.hide();
    };
    if (listen) parts.add(listen(answer));
    parts.add(
      input.onDidAccept(() => {
        const given = read();
        if (given !== undefined) answer(given);
      }),
    );
    parts.add(
      showUntilGone(input, () => {
        resolve(undefined);
        parts.dispose();
      }),
    );
  });
}
