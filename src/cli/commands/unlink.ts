import { Argument, type Command } from 'commander';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { TicketreeError } from '../../domain/errors.js';
import { linkKinds, type LinkKind } from '../../domain/relations.js';
import type { Ticket } from '../../domain/ticket.js';
import { dependsOn, parentOf } from '../../domain/ticketMetadata.js';
import { idPrefixOf } from '../../domain/ticketRef.js';
import { namedTicket } from '../arguments.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { printChanged } from '../ticketResult.js';

/** `unlink` */
export function configure(command: Command): void {
  command
    .argument(...namedTicket)
    .addArgument(new Argument('<kind>', 'what the other one is to it').choices(linkKinds))
    .argument('<other>', 'the other ticket, or the id of one that is gone')
    .action(async (reference: string, kind: LinkKind, other: string, _flags: object, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ work, finder, store }) => {
        const from = await finder.find(reference);
        const ticket = await work.unlink(from.id, kind, await idOfOther(finder, from, other));
        printChanged(session, store, 'Unlinked', ticket);
      });
    });
  withExamples(command, ['ticketree unlink 3f2a depends-on 77c1', 'ticketree unlink 3f2a parent 0b1d']);
}

/** A ticket that was deleted is known only by the id that the first one names still. */
async function idOfOther(finder: TicketWorkspace['finder'], from: Ticket, reference: string): Promise<string> {
  try {
    return (await finder.find(reference)).id;
  } catch (error) {
    if (!TicketreeError.is(error, 'ticket_not_found', 'ticket_broken')) throw error;
    const prefix = idPrefixOf(reference);
    const named = [...dependsOn(from), parentOf(from)].filter((id) => prefix !== null && id?.startsWith(prefix));
    if (named.length === 1 && typeof named[0] === 'string') return named[0];
    throw error;
  }
}
