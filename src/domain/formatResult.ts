import type { BrokenFile } from './change.js';

/** A file that is not in canonical form, or was not. */
export interface UnformattedFile {
  /** Id of the ticket. */
  readonly id: string;
  /** File name inside the tickets folder. */
  readonly file: string;
}

/** The files that were not in canonical form, each in one of the lists, by name. */
export interface FormatResult {
  /** Written anew. */
  readonly formatted: readonly UnformattedFile[];
  /** Seen by a check, which writes nothing. */
  readonly unformatted: readonly UnformattedFile[];
  /** Cannot be read, or not be written without a loss; left as they are. */
  readonly refused: readonly BrokenFile[];
  /** Left as they are for the comments in them. */
  readonly comments: readonly string[];
}
