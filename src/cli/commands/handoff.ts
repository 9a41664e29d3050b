import type { Command } from 'commander';
import { handOff } from '../../domain/lifecycle.js';
import { namedTicket } from '../arguments.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { printChanged } from '../ticketResult.js';

interface HandoffFlags {
  readonly notes?: string;
}

/** `handoff` */
export function configure(command: Command): void {
  command
    .argument(...namedTicket)
    .argument('<assignee>', 'who works on it from now on')
    .option('-n, --notes <text>', 'what to know, added to the description; - reads standard input')
    .action(async (reference: string, assignee: string, flags: HandoffFlags, self: Command) => {
      const session = Session.of(self);
      const notes = await session.input.longText(flags.notes);
      await session.withTickets(async ({ finder, writer, store }) => {
        const { id } = await finder.find(reference);
        const ticket = await writer.change(id, 'handoff', (before, now) => handOff(before, assignee, notes, now));
        printChanged(session, store, `Handed to ${assignee.trim()}:`, ticket);
      });
    });
  withExamples(command, ['ticketree handoff 3f2a mia', 'ticketree handoff 3f2a mia -n "The fix lacks a test"']);
}
