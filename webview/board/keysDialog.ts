import { html, type TemplateResult } from 'lit';
import { t } from '../shared/l10n.js';

/** Keys, and what they do. */
function keyList(): readonly (readonly [string, string])[] {
  return [
    ['↑ ↓ ← →, h j k l', t('Go from card to card')],
    ['Home, End', t('First and last card of the column')],
    ['Enter', t('Open the ticket beside the board')],
    [t('Space'), t('Pick up; arrows carry, Space drops, Escape cancels')],
    ['x', t('Select the card, or let go of it')],
    [t('Shift with arrows'), t('Select further cards')],
    [t('Ctrl/Cmd+A'), t('Select all cards of the column')],
    ['c', t('New ticket in this column')],
    ['e, F2', t('Change the title')],
    ['m, s', t('Move to another column')],
    ['p', t('Set the priority')],
    ['a', t('Set the assignee')],
    ['t', t('Set the tags')],
    ['Delete', t('Delete')],
    [t('Ctrl/Cmd+Z'), t('Undo')],
    [t('Shift+Ctrl/Cmd+Z'), t('Redo')],
    ['/', t('Filter')],
    ['Escape', t('A step back: cancel, clear the selection, close the ticket')],
    ['?', t('This list')],
  ];
}

/** The list of keys; opened by `showModal()`. */
export function keysDialog(): TemplateResult {
  return html`<dialog class="keys" aria-labelledby="keys-title">
    <h2 id="keys-title">${t('Keys on the board')}</h2>
    <dl>
      ${keyList().map(
        ([keys, meaning]) =>
          html`<dt><kbd>${keys}</kbd></dt>
            <dd>${meaning}</dd>`,
      )}
    </dl>
    <vscode-button autofocus @click=${closeDialog}>${t('Close')}</vscode-button>
  </dialog>`;
}

function closeDialog({ currentTarget }: Event): void {
  (currentTarget as Element).closest('dialog')?.close();
}
