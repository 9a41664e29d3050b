import { taskKeys, ticketKeys } from './encodeTicket.js';
import { compareKeys, mergeKeys } from './keyOrder.js';

/** What is known of a place in a ticket's file. */
export interface Shape {
  /** The keys of the mapping, if they are known; all others are nobody's and stay. Otherwise all keys are its own. */
  readonly known: readonly string[] | null;
  /** The order of the mapping's own keys when it is written. */
  readonly order: (inFile: readonly string[], next: readonly string[]) => readonly string[];
  /** What is known of the mapping's value with this key, or of any item of the list. */
  readonly inner: (key: string) => Shape;
}

/** JSON as vibe-ticket holds it: nested keys are sorted. */
export const anyShape: Shape = {
  known: null,
  order: (_inFile, next) => next.toSorted(compareKeys),
  inner: () => anyShape,
};

const metadataShape: Shape = { known: null, order: mergeKeys, inner: () => anyShape };

const taskShape: Shape = { known: taskKeys, order: () => taskKeys, inner: () => anyShape };

const taskListShape: Shape = { ...anyShape, inner: () => taskShape };

export const ticketShape: Shape = {
  known: ticketKeys,
  order: () => ticketKeys,
  inner: (key) => {
    if (key === 'tasks') return taskListShape;
    return key === 'metadata' ? metadataShape : anyShape;
  },
};
