/** What tells without reading whether a file is still the one that was read. */
export interface FileStamp {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ino: number;
}

/** A file as it was when it was last read. */
export interface KnownStamp {
  readonly stamp: FileStamp;
  /** False for a file that was read so soon after it was written that a change may leave its stamp the same. */
  readonly settled: boolean;
}

/** Longest step of a file system's clock that we reckon with, milliseconds. */
const clockStepMillis = 50;

export function stampOf({ size, mtimeMs, ino }: FileStamp): FileStamp {
  return { size, mtimeMs, ino };
}

export function sameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ino === b.ino;
}

/** Whether a file that has just been read cannot change any more without getting another time. */
export function isSettled(stamp: FileStamp): boolean {
  return Date.now() - stamp.mtimeMs > clockStepMillis;
}

/** Whether a file has become shorter where it lies, as one does that is truncated and written in place. */
export function hasShrunk(stamp: FileStamp, known: FileStamp): boolean {
  return stamp.ino === known.ino && stamp.size < known.size;
}
