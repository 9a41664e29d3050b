import type { Column } from './columns.js';
import { locate } from './columns.js';

type Direction = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

export type KeyAction = Direction | 'open' | 'pickStatus' | 'quickAdd';

const actions: Readonly<Record<string, KeyAction>> = {
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
  Enter: 'open',
  m: 'pickStatus',
  c: 'quickAdd',
  n: 'quickAdd',
};

/** What a key asks of the board; nothing while a field or a button has the focus, or with a modifier. */
export function keyAction(event: KeyboardEvent): KeyAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return null;
  const [target] = event.composedPath();
  const ours = target === document.body || (target instanceof HTMLElement && target.matches('ticketree-card'));
  return ours ? (actions[event.key] ?? null) : null;
}

/** The card that a step leads to; sideways it passes over empty columns and keeps its height where it can. */
export function step(columns: readonly Column[], id: string, direction: Direction): string | null {
  const at = locate(columns, id);
  if (!at) return null;
  if (direction === 'left') return sideways(columns, at, -1);
  if (direction === 'right') return sideways(columns, at, 1);
  const rows = columns[at.column]?.rows ?? [];
  const index = { up: at.index - 1, down: at.index + 1, first: 0, last: rows.length - 1 }[direction];
  return rows[index]?.id ?? null;
}

function sideways(columns: readonly Column[], at: { column: number; index: number }, by: -1 | 1): string | null {
  for (let next = at.column + by; next >= 0 && next < columns.length; next += by) {
    const rows = columns[next]?.rows ?? [];
    if (rows.length > 0) return rows[Math.min(at.index, rows.length - 1)]?.id ?? null;
  }
  return null;
}
