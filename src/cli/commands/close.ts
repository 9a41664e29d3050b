import type { Command } from 'commander';
import { Session, withGlobalOptions } from '../session.js';
import { oneLine } from '../terminalText.js';

interface CloseFlags {
  readonly message?: string;
  readonly archive?: boolean;
}

export function registerClose(program: Command): void {
  withGlobalOptions(program.command('close'))
    .description('call a ticket done')
    .argument('[ticket]', 'id, first digits of the id, or slug (default: the active ticket)')
    .option('-m, --message <text>', 'what came of it')
    .option('-a, --archive', 'archive it too')
    .action(async (reference: string | undefined, flags: CloseFlags, command: Command) => {
      const session = Session.of(command);
      await session.withTickets(async ({ tickets }) => {
        const { id } = tickets.find(reference);
        const ticket = await tickets.close(id, flags.message, flags.archive ?? false);
        session.output.result('ticket', { ticket }, () => oneLine(`Closed ${ticket.slug}: ${ticket.title}`));
      });
    });
}
