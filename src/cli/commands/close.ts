import type { Command } from 'commander';
import { ticketArgument } from '../arguments.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { oneLine } from '../terminalText.js';

interface CloseFlags {
  readonly message?: string;
  readonly archive?: boolean;
}

/** `close` */
export function configure(command: Command): void {
  command
    .argument(...ticketArgument)
    .option('-m, --message <text>', 'what came of it; - reads standard input')
    .option('-a, --archive', 'archive it too')
    .action(async (reference: string | undefined, flags: CloseFlags, self: Command) => {
      const session = Session.of(self);
      const message = await session.input.longText(flags.message);
      await session.withTickets(async ({ tickets, finder }) => {
        const { id } = await finder.find(reference);
        const ticket = await tickets.close(id, message, flags.archive ?? false);
        session.output.result('ticket', { ticket }, () => oneLine(`Closed ${ticket.slug}: ${ticket.title}`));
      });
    });
  withExamples(command, [
    'ticketree close',
    'ticketree close 3f2a -m "The token is refreshed ahead of time"',
    'git log -1 --format=%B | ticketree close 3f2a --message -',
  ]);
}
