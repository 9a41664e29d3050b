/** The cards that are picked out together. */
export class Selection {
  private readonly chosen = new Set<string>();
  /** From where a range reaches. */
  private anchor: string | null = null;
  /** Where the last range ended; who goes on from elsewhere begins another. */
  private end: string | null = null;
  /** What the last range took, so that a shorter one lets go of the rest. */
  private range: readonly string[] = [];

  get ids(): ReadonlySet<string> {
    return this.chosen;
  }

  /** Where the next range begins; what is chosen stays. */
  setAnchor(id: string): void {
    this.anchor = this.end = id;
    this.range = [];
  }

  toggle(id: string): void {
    if (!this.chosen.delete(id)) this.chosen.add(id);
    this.setAnchor(id);
  }

  add(ids: Iterable<string>): void {
    for (const id of ids) this.chosen.add(id);
  }

  /**
   * Chooses all from where the last choice began to this card.
   * @param column ids of the cards among which the range runs, in order; a card of another column is chosen alone
   * @param from the card on which the person is
   */
  extendTo(id: string, column: readonly string[], from: string): void {
    if (this.end !== from) this.setAnchor(from);
    const [start, end] = [column.indexOf(this.anchor ?? ''), column.indexOf(id)];
    if (start < 0) {
      this.add([id]);
      this.setAnchor(id);
      return;
    }
    for (const one of this.range) this.chosen.delete(one);
    this.range = column.slice(Math.min(start, end), Math.max(start, end) + 1);
    this.end = id;
    this.add(this.range);
  }

  /** @returns whether there was one */
  clear(): boolean {
    const any = this.chosen.size > 0;
    this.chosen.clear();
    this.anchor = this.end = null;
    this.range = [];
    return any;
  }

  /** Lets go of what is not there any more. */
  keep(exists: (id: string) => boolean): void {
    for (const id of this.chosen) if (!exists(id)) this.chosen.delete(id);
  }
}
