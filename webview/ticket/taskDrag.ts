/** Dragging the rows of a list by their handles. Native, so that the board's own drags never hear of it. */

const mimeType = 'application/x-ticketree-task';

/** Where a dragged row would land: before or behind another one. */
export interface RowPlace {
  readonly id: string;
  readonly side: 'before' | 'after';
}

export function startRowDrag(event: DragEvent, id: string): void {
  const row = (event.target as Element).closest('li');
  event.dataTransfer?.setData(mimeType, id);
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
  if (row) event.dataTransfer?.setDragImage(row, 8, 8);
}

/** Whether something of ours is being dragged; what it is can be read only when it is dropped. */
export function isRowDrag(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes(mimeType) === true;
}

export function draggedRow(event: DragEvent): string {
  return event.dataTransfer?.getData(mimeType) ?? '';
}

export function placeIn(event: DragEvent, id: string): RowPlace {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  return { id, side: event.clientY < box.top + box.height / 2 ? 'before' : 'after' };
}

/** The position, counted from one, that a row gets at a place; null where it stays where it is. */
export function positionAt(ids: readonly string[], moved: string, { id, side }: RowPlace): number | null {
  const from = ids.indexOf(moved);
  const others = ids.filter((each) => each !== moved);
  const target = others.indexOf(id);
  if (from < 0 || target < 0) return null;
  const to = side === 'before' ? target : target + 1;
  return to === from ? null : to + 1;
}
