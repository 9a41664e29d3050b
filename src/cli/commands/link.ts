import { Argument, type Command } from 'commander';
import { linkKinds, type LinkKind } from '../../domain/relations.js';
import { namedTicket } from '../arguments.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { printChanged } from '../ticketResult.js';

/** `link` */
export function configure(command: Command): void {
  command
    .argument(...namedTicket)
    .addArgument(new Argument('<kind>', 'what the other one is to it').choices(linkKinds))
    .argument('<other>', 'the other ticket')
    .action(async (reference: string, kind: LinkKind, other: string, _flags: object, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ work, finder, store }) => {
        const { id: from } = await finder.find(reference);
        const { id: to } = await finder.find(other);
        printChanged(session, store, 'Linked', await work.link(from, kind, to));
      });
    });
  withExamples(command, ['ticketree link 3f2a depends-on 77c1', 'ticketree link 3f2a parent 0b1d']);
}
