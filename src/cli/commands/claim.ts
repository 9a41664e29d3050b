import type { Command } from 'commander';
import { claimOf } from '../../domain/ticketMetadata.js';
import { ticketArgument } from '../arguments.js';
import { withExamples } from '../examples.js';
import { parseCount } from '../paging.js';
import { Session } from '../session.js';
import { sessionOption, type SessionFlags } from '../sessionOption.js';
import { printChanged } from '../ticketResult.js';

interface ClaimFlags extends SessionFlags {
  /** Minutes. */
  readonly lease?: number;
}

/** `claim` */
export function configure(command: Command): void {
  command
    .argument(...ticketArgument)
    .option('--lease <minutes>', 'how long it holds without further work (default: claim.lease_minutes)', parseCount)
    .option(...sessionOption)
    .action(async (reference: string | undefined, flags: ClaimFlags, self: Command) => {
      const session = Session.of(self, flags.session);
      await session.withTickets(async ({ work, finder, store, settings }) => {
        const { id } = await finder.find(reference);
        const ticket = await work.claim(id, flags.lease);
        const { time } = await session.look(settings);
        printChanged(session, store, `Claimed until ${time(claimOf(ticket)?.until ?? 'now')}:`, ticket);
      });
    });
  withExamples(command, ['ticketree claim 3f2a', 'ticketree claim 3f2a --lease 120 --session agent-2']);
}
