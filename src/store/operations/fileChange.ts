/** What an operation does to one file of the tickets folder. */
export interface FileChange {
  /** Name inside the tickets folder. */
  readonly file: string;
  /** The whole text that was found; null where there was no file. */
  readonly before: string | null;
  /** The whole text that shall be there; null where the file goes into the trash. */
  readonly after: string | null;
}
