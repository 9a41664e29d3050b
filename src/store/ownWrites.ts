/**
 * The files that this process writes, which tell of themselves: what a look at the disk reads of them meanwhile is not
 * believed.
 */
export class OwnWrites {
  /** Writes that are under way. */
  private readonly underWay = new Set<{ readonly path: string }>();
  /** Files that were written since the present look at the disk began. */
  private sinceLook = new Set<string>();

  /** @returns what to call when the writes are over */
  begin(paths: readonly string[]): () => void {
    const writes = paths.map((path) => ({ path }));
    for (const write of writes) {
      this.underWay.add(write);
      this.sinceLook.add(write.path);
    }
    return () => {
      for (const write of writes) this.underWay.delete(write);
    };
  }

  beginLook(): void {
    this.sinceLook = new Set([...this.underWay].map(({ path }) => path));
  }

  get paths(): ReadonlySet<string> {
    return this.sinceLook;
  }
}
