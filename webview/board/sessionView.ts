import type { HostMessage } from '../../src/protocol/boardMessages.js';

/** What the session asks of the page. */
export interface SessionView {
  /** Something has changed: draw in the next frame. */
  changed(): void;
  /** These cards are about to be drawn elsewhere, and not because somebody here dropped them there. */
  cardsMoved(ids: readonly string[]): void;
  announce(text: string): void;
  perform(action: Extract<HostMessage, { type: 'perform' }>['action']): void;
  show(id: string): void;
  /** Brings a card into sight; the focus stays. */
  revealCard(id: string): void;
  /** What was typed must outlive the page. */
  save(): void;
}
