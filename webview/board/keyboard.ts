import type { Direction } from './places.js';
import type { BoardPick } from '../../src/protocol/boardMessages.js';

/** What a key asks of the board. */
export type KeyAction =
  | { readonly kind: 'step'; readonly direction: Direction; readonly extend: boolean }
  | { readonly kind: 'pick'; readonly pick: BoardPick }
  | {
      readonly kind:
        | 'open'
        | 'lift'
        | 'quickAdd'
        | 'rename'
        | 'select'
        | 'selectAll'
        | 'filter'
        | 'help'
        | 'back'
        | 'delete'
        | 'undo'
        | 'redo';
    };

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
  h: 'left',
  l: 'right',
  k: 'up',
  j: 'down',
};

const picks: Readonly<Record<string, BoardPick>> = {
  s: 'status',
  m: 'status',
  p: 'priority',
  a: 'assignee',
  t: 'tags',
};

const others: Readonly<Record<string, Exclude<KeyAction['kind'], 'step' | 'pick'>>> = {
  Enter: 'open',
  ' ': 'lift',
  c: 'quickAdd',
  n: 'quickAdd',
  e: 'rename',
  F2: 'rename',
  x: 'select',
  'Mod+a': 'selectAll',
  '/': 'filter',
  '?': 'help',
  Escape: 'back',
  Delete: 'delete',
  'Mod+z': 'undo',
  'Mod+Shift+z': 'redo',
  'Mod+y': 'redo',
};

/** What has an undo of its own. */
const texts = 'textarea, input:not([type="checkbox"])';

/**
 * What a key asks of the board; nothing while a field, a button or a menu has the focus. Undo and redo mean the board
 * everywhere but in a text: left to the editor, they would change the text that was typed last, wherever it stands.
 */
export function keyAction(event: KeyboardEvent): KeyAction | null {
  if (event.altKey || event.isComposing) return null;
  const [target] = event.composedPath();
  const action = actionOf(chordOf(event));
  if (target === document.body || !(target instanceof HTMLElement)) return action;
  const isHistory = action?.kind === 'undo' || action?.kind === 'redo';
  return target.matches('ticketree-card') || (isHistory && !target.matches(texts)) ? action : null;
}

function actionOf(chord: string): KeyAction | null {
  const extend = chord.startsWith('Shift+');
  const direction = directions[extend ? chord.slice('Shift+'.length) : chord];
  if (direction) return { kind: 'step', direction, extend };
  const pick = picks[chord];
  if (pick) return { kind: 'pick', pick };
  const kind = others[chord];
  return kind ? { kind } : null;
}

/** Shift makes another sign of most keys, and is told of named keys and letters only. */
function chordOf({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): string {
  const isLetter = /^[a-z]$/i.test(key);
  const shift = shiftKey && (isLetter || key.length > 1) ? 'Shift+' : '';
  return `${ctrlKey || metaKey ? 'Mod+' : ''}${shift}${isLetter ? key.toLowerCase() : key}`;
}
