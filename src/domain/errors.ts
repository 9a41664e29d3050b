/**
 * Every failure that a person can meet: a stable code, a sentence, and what to do next.
 * The same text stands in a notification, on stderr and in a tool's result.
 */

/** Why it failed, as the command line's exit code tells it. */
export type FailureKind = 'failure' | 'usage' | 'notFound' | 'conflict' | 'locked';

interface CodeInfo {
  readonly kind: FailureKind;
  /** One line for the table in the README. */
  readonly meaning: string;
}

/** The table of codes. A code never changes its meaning; the README shows this table. */
export const errorCodes = {
  no_store: { kind: 'notFound', meaning: 'No `.vibe-ticket` folder here or above.' },
  store_exists: { kind: 'conflict', meaning: 'The project already has a store.' },
  store_damaged: { kind: 'failure', meaning: 'A file of the store other than a ticket cannot be read.' },
  store_newer: { kind: 'failure', meaning: 'The store was written by a newer Ticketree; it is read only here.' },
  not_writable: { kind: 'failure', meaning: 'The file system refuses the write (read-only, no permission).' },
  disk_full: { kind: 'failure', meaning: 'No space is left for the write; the old file is whole.' },
  ticket_not_found: { kind: 'notFound', meaning: 'No ticket has that id or slug.' },
  ticket_ambiguous: { kind: 'notFound', meaning: 'Several tickets fit that short id or slug.' },
  ticket_broken: { kind: 'failure', meaning: "The ticket's file cannot be read; it is shown with line and reason." },
  ticket_exists: { kind: 'conflict', meaning: 'Another ticket has that slug.' },
  ticket_changed: { kind: 'conflict', meaning: 'The ticket changed on disk while it was being edited.' },
  ticket_locked: { kind: 'locked', meaning: 'Another process holds the lock and did not let go in time.' },
  task_not_found: { kind: 'notFound', meaning: 'The ticket has no such task.' },
  item_not_found: { kind: 'notFound', meaning: 'The ticket has no such comment or acceptance criterion.' },
  ticket_claimed: { kind: 'conflict', meaning: 'Somebody else, or another session, is at work on the ticket.' },
  has_dependents: { kind: 'conflict', meaning: 'Other tickets are part of it, or wait for it.' },
  invalid_parent: { kind: 'conflict', meaning: 'A ticket of that type cannot be part of one of the other type.' },
  cycle: { kind: 'conflict', meaning: 'Tickets would wait for each other in a circle.' },
  column_full: { kind: 'conflict', meaning: 'The column holds as many tickets as the team allows.' },
  nothing_ready: { kind: 'notFound', meaning: 'No ticket can be begun at once.' },
  nothing_to_undo: { kind: 'notFound', meaning: 'The journal holds no such operation.' },
  undo_conflict: { kind: 'conflict', meaning: 'Nothing of the operation stands any more, so nothing was set back.' },
  no_active_ticket: { kind: 'notFound', meaning: 'No ticket was named and none is active.' },
  setting_not_found: { kind: 'notFound', meaning: 'There is no setting of that name.' },
  invalid_value: { kind: 'usage', meaning: 'A value is not allowed for that field.' },
  invalid_query: { kind: 'usage', meaning: 'A term of the query means nothing; the message names its column.' },
  invalid_transition: { kind: 'conflict', meaning: "The ticket's status does not allow this." },
  editor_failed: { kind: 'failure', meaning: 'The editor of `edit --editor` did not start, or ended with an error.' },
  cancelled: { kind: 'failure', meaning: 'A person was asked and did not say yes; nothing was changed.' },
  usage: { kind: 'usage', meaning: 'The command line was not understood.' },
  untrusted: { kind: 'failure', meaning: 'The workspace is not trusted, so tickets are read only.' },
  internal: { kind: 'failure', meaning: 'A fault in Ticketree; please report it.' },
} as const satisfies Record<string, CodeInfo>;

export type ErrorCode = keyof typeof errorCodes;

/** A failure that a person can meet and mend. Anything else that is thrown is a fault of ours. */
export class TicketreeError extends Error {
  override readonly name = 'TicketreeError';

  /**
   * @param code stable, from {@link errorCodes}
   * @param message what happened, one sentence
   * @param hint what to do next, one sentence
   */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly hint: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  get kind(): FailureKind {
    return errorCodes[this.code].kind;
  }

  /** Whether `error` is ours, and, where codes are given, has one of them. */
  static is(error: unknown, ...codes: ErrorCode[]): error is TicketreeError {
    return error instanceof TicketreeError && (codes.length === 0 || codes.includes(error.code));
  }
}
