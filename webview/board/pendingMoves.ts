import { ranksForPlace } from '../../src/domain/rank.js';
import type { BoardRows } from './boardRows.js';
import type { Place } from './places.js';

/** A move that the host has not answered yet; until then the cards stay where they were dropped. */
export interface PendingMove {
  /** In the order in which they come to stand. */
  readonly ids: readonly string[];
  readonly place: Place;
}

/** Shows cards where they were dropped, by ranks of their own that nobody else ever sees. */
export class PendingMoves {
  private readonly latest = new Map<string, PendingMove>();

  constructor(private readonly rows: BoardRows) {}

  start(move: PendingMove): void {
    const { status, beforeId } = move.place;
    const cards = move.ids.map((id) => this.rows.get(id)).filter((row) => row !== undefined);
    const ranks = beforeId === undefined ? [] : ranksForPlace(this.rows.all(status), beforeId, cards);
    cards.forEach(({ id, rank }, index) => {
      this.latest.set(id, move);
      this.rows.override(id, { status, rank: ranks[index] ?? rank });
    });
  }

  /**
   * Ends a move: by then a patch has brought the new places, or the cards go back. Of a card that has been moved again
   * meanwhile, or deleted, nothing is left to end.
   * @returns the ids of the cards that waited for it
   */
  settle(move: PendingMove): readonly string[] {
    const waited = move.ids.filter((id) => this.latest.get(id) === move && this.rows.isOverridden(id));
    for (const id of move.ids) {
      if (this.latest.get(id) !== move) continue;
      this.latest.delete(id);
      this.rows.release(id);
    }
    return waited;
  }
}
