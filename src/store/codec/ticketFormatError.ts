/** A ticket's file that cannot be read: where, and why in one short lower-case sentence. */
export class TicketFormatError extends Error {
  override readonly name = 'TicketFormatError';

  /**
   * @param line 1-based line of the file
   * @param reason such as "tags must be a list"
   */
  constructor(
    readonly line: number,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`line ${line}: ${reason}`, options);
  }
}
