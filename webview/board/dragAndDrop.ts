/** Where our elements meet the drag and drop library. */
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { ElementEventBasePayload } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import type { Status } from '../../src/domain/ticket.js';
import type { Place } from './columns.js';

/** @returns a function that ends it */
export function makeCardDraggable(card: HTMLElement, canDrag: () => boolean): () => void {
  return draggable({ element: card, canDrag, getInitialData: () => ({ id: card.dataset['ticketId'] }) });
}

/**
 * A whole column takes drops, header and empty space too: the card lands before the first one whose middle is
 * below the pointer. Cards as targets of their own would leave gaps in which a drop means something else.
 */
export function makeColumnDropTarget(column: HTMLElement, list: HTMLElement, status: Status): () => void {
  return combine(
    dropTargetForElements({
      element: column,
      getData: ({ input, source }) => {
        const beforeId = cardBelow(list, input.clientY, source.data['id']);
        return { place: { status, beforeId } satisfies Place };
      },
    }),
    autoScrollForElements({ element: list }),
  );
}

function cardBelow(list: HTMLElement, y: number, draggedId: unknown): string | null {
  const cards = [...list.querySelectorAll<HTMLElement>('ticketree-card')];
  const below = cards.find((card) => {
    const box = card.getBoundingClientRect();
    return card.dataset['ticketId'] !== draggedId && y < box.top + box.height / 2;
  });
  return below?.dataset['ticketId'] ?? null;
}

/** Scrolls the row of columns sideways while a card is held near its edge. */
export function autoScrollColumns(row: HTMLElement): () => void {
  return autoScrollForElements({ element: row, getAllowedAxis: () => 'horizontal' });
}

/** What happens to a dragged card; it is over nothing where the place is null. */
export interface DragListener {
  lifted(id: string): void;
  over(place: Place | null): void;
  /** Let go over a place, or over nothing; Escape looks like the latter. */
  released(place: Place | null): void;
}

/** @returns a function that ends it */
export function listenToDrags(listener: DragListener): () => void {
  const tellPlace = ({ location }: ElementEventBasePayload): void => {
    listener.over(placeOf(location.current));
  };
  return monitorForElements({
    onDragStart: ({ source }) => {
      listener.lifted(String(source.data['id']));
    },
    onDrag: tellPlace,
    onDropTargetChange: tellPlace,
    onDrop: ({ location }) => {
      listener.released(placeOf(location.current));
    },
  });
}

function placeOf(location: ElementEventBasePayload['location']['current']): Place | null {
  return (location.dropTargets[0]?.data['place'] as Place | undefined) ?? null;
}
