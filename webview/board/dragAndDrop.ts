/** Where our elements meet the drag and drop library. */
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
  type ElementEventBasePayload,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview';
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { countText } from './countText.js';
import type { Place } from './places.js';

interface Draggable {
  readonly canDrag: () => boolean;
  /** How many cards go along. */
  readonly countFor: (id: string) => number;
}

/** @returns a function that ends it */
export function makeCardDraggable(card: HTMLElement, { canDrag, countFor }: Draggable): () => void {
  const idOf = (): string => card.dataset['ticketId'] ?? '';
  return draggable({
    element: card,
    canDrag,
    getInitialData: () => ({ id: idOf() }),
    onGenerateDragPreview: ({ nativeSetDragImage }) => {
      const count = countFor(idOf());
      // The browser's own picture shows one card as it is.
      if (count <= 1) return;
      setCustomNativeDragPreview({
        nativeSetDragImage,
        render: ({ container }) => {
          const preview = document.createElement('div');
          preview.className = 'drag-preview';
          preview.textContent = countText(count);
          container.append(preview);
        },
      });
    },
  });
}

/** All of a column takes drops, header and empty space too: cards as targets would leave gaps that mean something else. */
export function makeColumnDropTarget(element: HTMLElement, placeAt: (clientY: number) => Place): () => void {
  return dropTargetForElements({ element, getData: ({ input }) => ({ place: placeAt(input.clientY) }) });
}

/** Scrolls a column while a card is held near its upper or lower edge. */
export function autoScrollCards(list: HTMLElement): () => void {
  return autoScrollForElements({ element: list });
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
