/** The ticket that a command works on: `command.argument(...ticketArgument)`. */
export const ticketArgument = ['[ticket]', 'id, first digits of the id, or slug (default: the active ticket)'] as const;

/** The same where the argument is something else: `command.option(...ticketOption)`. */
export const ticketOption = ['-t, --ticket <ticket>', ticketArgument[1]] as const;

/** The same where the active ticket is not meant: `command.argument(...namedTicket)`. */
export const namedTicket = ['<ticket>', 'id, first digits of the id, or slug'] as const;

/** The worktree that a command works on. */
export const worktreeArgument = ['<worktree>', 'its ticket, its branch or its path'] as const;
