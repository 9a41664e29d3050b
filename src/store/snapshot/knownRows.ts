import type { KnownStamp } from '../fileStamp.js';
import type { KnownFiles } from '../readChangedFiles.js';
import type { RowFile } from './rowTable.js';

/** The files of a cache, as the tickets folder is compared with them. */
export class KnownRows implements KnownFiles {
  /** Where the next file that is asked for is thought to stand: they are asked for in the order in which they stand. */
  private next = 0;
  private places: ReadonlyMap<string, number> | undefined;

  constructor(readonly files: readonly RowFile[]) {}

  get size(): number {
    return this.files.length;
  }

  get fileNames(): Iterable<string> {
    return this.files.map(({ name }) => name);
  }

  file(name: string): KnownStamp | undefined {
    const file = this.find(name);
    return file && { stamp: file, settled: file.settled };
  }

  find(name: string): RowFile | undefined {
    if (this.files[this.next]?.name !== name) {
      this.places ??= new Map(this.files.map((file, index) => [file.name, index]));
      const place = this.places.get(name);
      if (place === undefined) return undefined;
      this.next = place;
    }
    return this.files[this.next++];
  }
}
