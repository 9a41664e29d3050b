/**
 * The editor's first request for the rows at the top, which is held until they are known, and is not disturbed: told of
 * a change while it fetches its first rows, the editor mixes up whose rows are whose and puts the tickets of one group
 * below another (microsoft/vscode, pull request 243911).
 */
export class FirstAnswer {
  private given = false;
  private readonly settled: Promise<void>;
  private resolve: () => void = () => undefined;

  constructor() {
    this.settled = new Promise((resolve) => (this.resolve = resolve));
  }

  /** Whether the editor has rows, and so has to be told of changes. */
  get isGiven(): boolean {
    return this.given;
  }

  /** It is known what there is to show, be it nothing. */
  settle(): void {
    this.resolve();
  }

  /** What `rows` says when it is known, for the first time or again. */
  async answer<T>(rows: () => T): Promise<T> {
    await this.settled;
    this.given = true;
    return rows();
  }
}
