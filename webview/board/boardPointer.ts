import type { BoardActions } from './boardActions.js';

/** What has a use of its own for a click. */
const controls = 'button, a, input, textarea, vscode-button, [role="menu"]';

/** Selecting and opening cards by the pointer, as lists of the editor do it. */
export function listenToPointer(board: HTMLElement, actions: BoardActions): void {
  board.addEventListener('click', (event) => {
    const id = cardAt(event);
    if (id === null) return;
    if (event.shiftKey) {
      actions.extendSelection(actions.focusedId ?? id, id);
      actions.goTo(id);
    } else if (event.ctrlKey || event.metaKey) {
      actions.select((selection) => {
        selection.toggle(id);
      });
    } else actions.chooseOnly(id);
  });
  board.addEventListener('dblclick', (event) => {
    const id = cardAt(event);
    if (id !== null) actions.openPane(id);
  });
  // Shift with a click would move the focus before the range knows where it begins.
  board.addEventListener('mousedown', (event) => {
    const id = cardAt(event);
    if (id !== null && event.shiftKey) event.preventDefault();
  });
}

function cardAt({ target }: Event): string | null {
  if (!(target instanceof Element) || target.closest(controls)) return null;
  return target.closest<HTMLElement>('ticketree-card')?.dataset['ticketId'] ?? null;
}
