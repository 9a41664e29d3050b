import type { Command } from 'commander';
import { namedTicket } from '../arguments.js';
import { reopenTicket } from '../../domain/lifecycle.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { printChanged } from '../ticketResult.js';
import { parseStatus } from '../words.js';

/** `reopen` */
export function configure(command: Command): void {
  command
    .argument(...namedTicket)
    .argument('[status]', 'todo, doing, review or blocked', 'todo')
    .action(async (reference: string, word: string, _flags: object, self: Command) => {
      const session = Session.of(self);
      const status = parseStatus(word);
      await session.withTickets(async ({ finder, writer, store }) => {
        const { id } = await finder.find(reference);
        const ticket = await writer.change(id, 'reopen', (before, now) => reopenTicket(before, status, now));
        printChanged(session, store, 'Reopened', ticket);
      });
    });
  withExamples(command, ['ticketree reopen 3f2a', 'ticketree reopen 3f2a doing']);
}
