import { countBefore } from './sorted.js';
import { shortIdOf } from './ticketRef.js';

/**
 * Short ids of tickets that come and go. How short an id can be is settled by the two that stand beside it in their
 * order, so that one more costs no look at all the others.
 */
export class ShortIdIndex {
  private sorted: string[];

  constructor(ids: Iterable<string> = []) {
    this.sorted = [...new Set(ids)].sort();
  }

  /** The shortest beginning of at least four digits that no other id has; without `#`. */
  of(id: string): string {
    const at = this.placeOf(id);
    const next = this.sorted[at] === id ? at + 1 : at;
    return shortIdOf(
      id,
      [this.sorted[at - 1], this.sorted[next]].filter((other) => other !== undefined),
    );
  }

  /** Takes many at once. */
  addAll(ids: Iterable<string>): void {
    this.sorted = [...new Set([...this.sorted, ...ids])].sort();
  }

  /** @returns ids of others whose short id has become longer */
  add(id: string): string[] {
    return this.changing(this.placeOf(id), (at) => {
      if (this.sorted[at] !== id) this.sorted.splice(at, 0, id);
    });
  }

  /** @returns ids of others whose short id has become shorter */
  remove(id: string): string[] {
    return this.changing(this.placeOf(id), (at) => {
      if (this.sorted[at] === id) this.sorted.splice(at, 1);
    });
  }

  private changing(at: number, change: (at: number) => void): string[] {
    const beside = this.sorted.slice(Math.max(0, at - 1), at + 2);
    const before = beside.map((id) => this.of(id));
    change(at);
    return beside.filter((id, index) => this.has(id) && this.of(id) !== before[index]);
  }

  private has(id: string): boolean {
    return this.sorted[this.placeOf(id)] === id;
  }

  /** Where an id stands, or would stand. */
  private placeOf(id: string): number {
    return countBefore(this.sorted, id, (a, b) => (a < b ? -1 : a > b ? 1 : 0));
  }
}
