import type { Command } from 'commander';
import { namedTicket } from '../arguments.js';
import { childrenOption, type ChildrenFlags } from '../childrenOption.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { printChanged } from '../ticketResult.js';
import { parseStatus } from '../words.js';

/** `status` */
export function configure(command: Command): void {
  command
    .argument(...namedTicket)
    .argument('<status>', 'todo, doing, review, blocked or done')
    .addOption(childrenOption())
    .action(async (reference: string, word: string, flags: ChildrenFlags, self: Command) => {
      const session = Session.of(self);
      const status = parseStatus(word);
      await session.withTickets(async ({ tickets, finder, store }) => {
        const { id } = await finder.find(reference);
        const ticket = await tickets.move(id, status, undefined, flags);
        printChanged(session, store, `Now ${status}:`, ticket);
      });
    });
  withExamples(command, ['ticketree status 3f2a blocked', 'ticketree status 3f2a done --children cascade']);
}
