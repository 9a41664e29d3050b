import type { Command } from 'commander';
import { namedTicket } from '../arguments.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { printChanged } from '../ticketResult.js';

/** `start` */
export function configure(command: Command): void {
  command.argument(...namedTicket).action(async (reference: string, _flags: object, self: Command) => {
    const session = Session.of(self);
    await session.withTickets(async ({ tickets, finder, store }) => {
      const { id } = await finder.find(reference);
      printChanged(session, store, 'Started', await tickets.start(id));
    });
  });
  withExamples(command, ['ticketree start 3f2a', 'ticketree start fix-login --json']);
}
