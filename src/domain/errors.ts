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
  nothing_to_undo: {
    kind: 'notFound',
    meaning: 'The journal holds no such operation, or nothing is known of such a finish.',
  },
  undo_conflict: { kind: 'conflict', meaning: 'Nothing of the operation stands any more, so nothing was set back.' },
  no_active_ticket: { kind: 'notFound', meaning: 'No ticket was named and none is active.' },
  setting_not_found: { kind: 'notFound', meaning: 'There is no setting of that name.' },
  invalid_value: { kind: 'usage', meaning: 'A value is not allowed for that field.' },
  invalid_query: { kind: 'usage', meaning: 'A term of the query means nothing; the message names its column.' },
  invalid_transition: { kind: 'conflict', meaning: "The ticket's status does not allow this." },
  no_repository: { kind: 'notFound', meaning: 'The project is in no git repository, and git was asked for.' },
  git_missing: { kind: 'failure', meaning: 'The program git was not found.' },
  git_failed: { kind: 'failure', meaning: 'git refused; the message says what git said.' },
  git_locked: { kind: 'locked', meaning: 'Another git process is at work on the repository.' },
  git_off: { kind: 'conflict', meaning: 'The settings keep Ticketree from using git.' },
  git_no_identity: { kind: 'failure', meaning: 'git does not know who you are, so it makes no commit.' },
  git_unsafe_owner: {
    kind: 'failure',
    meaning: 'The repository belongs to somebody else, and git does not work in it.',
  },
  unborn_branch: {
    kind: 'conflict',
    meaning: 'The repository has no commit yet, so no branch can be started from it.',
  },
  detached_head: { kind: 'conflict', meaning: 'No branch is checked out, and none was named to start from.' },
  ref_not_found: { kind: 'notFound', meaning: 'git knows no branch or commit of that name.' },
  branch_exists: { kind: 'conflict', meaning: 'There is a branch of that name, and it is not that of the ticket.' },
  branch_not_found: { kind: 'notFound', meaning: 'The ticket has no branch, or it is gone.' },
  branch_changed: { kind: 'conflict', meaning: 'A branch moved while Ticketree was at work with it.' },
  path_exists: { kind: 'conflict', meaning: 'Something stands where the worktree should be.' },
  worktree_not_found: { kind: 'notFound', meaning: 'The ticket or branch has no worktree.' },
  worktree_nested: { kind: 'conflict', meaning: 'The worktree would stand inside another one.' },
  worktree_locked: { kind: 'conflict', meaning: 'The worktree is locked, or is just being made.' },
  worktree_unfinished: {
    kind: 'locked',
    meaning: 'Another git is making a worktree, or was stopped while it did, and git reads nothing until then.',
  },
  worktree_in_use: { kind: 'conflict', meaning: 'It is the main worktree, or the one that you stand in.' },
  unsaved_work: { kind: 'conflict', meaning: 'The worktree or branch holds work that stands nowhere else.' },
  finish_refused: { kind: 'conflict', meaning: 'A check before the merge failed; the message lists which.' },
  merge_conflict: { kind: 'conflict', meaning: 'Branch and base changed the same lines; the message lists the files.' },
  base_in_the_way: {
    kind: 'conflict',
    meaning: 'What is not committed where the base is checked out would be overwritten.',
  },
  undo_refused: { kind: 'conflict', meaning: 'A finish cannot be taken back as things are; the message says why.' },
  nothing_to_continue: { kind: 'notFound', meaning: 'No finish of that ticket is waiting to be continued.' },
  command_failed: { kind: 'failure', meaning: 'A command of the project, such as the check before a merge, failed.' },
  no_remote: { kind: 'notFound', meaning: 'The repository has no remote, or several of which none is chosen.' },
  push_rejected: { kind: 'conflict', meaning: 'The remote did not take the branch; nothing was forced.' },
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
