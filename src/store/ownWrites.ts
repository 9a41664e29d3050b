/**
 * The files that this process writes, which tell of themselves: what a look at the disk reads of them meanwhile is not
 * believed.
 */
export class OwnWrites {
  /** Writes that are under way. */
  private readonly underWay = new Set<{ readonly path: string }>();
  /** Files that were written since the present look at the disk began. */
  private sinceLook = new Set<string>();
  /** Files of which the last look has not been believed. */
  private readonly passedOver = new Set<string>();

  /**
   * @param lookAgain called when looks and writes are over, for files that have been passed over: somebody else may have
   * written to them after we had read what we wrote
   */
  constructor(private readonly lookAgain: (paths: readonly string[]) => void) {}

  /** @returns what to call when the writes are over */
  begin(paths: readonly string[]): () => void {
    const writes = paths.map((path) => ({ path }));
    for (const write of writes) {
      this.underWay.add(write);
      this.sinceLook.add(write.path);
    }
    return () => {
      for (const write of writes) this.underWay.delete(write);
      this.catchUp();
    };
  }

  beginLook(): void {
    this.sinceLook = this.paths;
  }

  /** Whether the present look must not believe what it reads of a file. */
  isOwn(path: string): boolean {
    return this.sinceLook.has(path);
  }

  /** @param paths those of which it was not believed what it has read */
  endLook(paths: readonly string[]): void {
    for (const path of paths) this.passedOver.add(path);
    this.catchUp();
  }

  private get paths(): Set<string> {
    return new Set([...this.underWay].map(({ path }) => path));
  }

  private catchUp(): void {
    if (this.passedOver.size === 0) return;
    const { paths } = this;
    const missed = [...this.passedOver].filter((path) => !paths.has(path));
    for (const path of missed) this.passedOver.delete(path);
    if (missed.length > 0) this.lookAgain(missed);
  }
}
