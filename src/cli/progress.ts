/** Milliseconds between two drawings, and before the first: short work needs none. */
const pause = 100;

const eraseLine = '\r\u001b[K';

/** A line of a terminal that says how far work has come. */
export class Progress {
  private done = 0;
  private drawnAt: number | null = null;
  private drawn = false;

  constructor(
    private readonly label: string,
    private readonly total: number,
    private readonly write: (text: string) => void,
  ) {}

  /** One step more is done. @param now milliseconds on any clock that only runs forward */
  step(now: number): void {
    this.done += 1;
    this.drawnAt ??= now;
    if (now - this.drawnAt < pause) return;
    this.drawnAt = now;
    this.drawn = true;
    this.write(`${eraseLine}${this.label} ${this.done}/${this.total}`);
  }

  /** Leaves no trace. */
  clear(): void {
    if (this.drawn) this.write(eraseLine);
    this.drawn = false;
  }
}
