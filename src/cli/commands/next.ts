import type { Command } from 'commander';
import type { TicketRow } from '../../domain/ticketRow.js';
import { withExamples } from '../examples.js';
import { selectReady } from '../readyRows.js';
import { Session } from '../session.js';
import { sessionOption, type SessionFlags } from '../sessionOption.js';
import { printChanged } from '../ticketResult.js';

interface NextFlags extends SessionFlags {
  readonly claim?: boolean;
  readonly mine?: boolean;
}

/** `next` */
export function configure(command: Command): void {
  command
    .argument('[query]', 'only of what this query finds')
    .option('--claim', 'claim it, so that nobody else takes it')
    .option('--mine', 'leave out what somebody else is to do')
    .option(...sessionOption)
    .action(async (query: string | undefined, flags: NextFlags, self: Command) => {
      const session = Session.of(self, flags.session);
      await session.withTickets(async (workspace) => {
        const { work, store } = workspace;
        const { rows } = await selectReady(workspace, query ?? '', flags.mine ?? false, session.ports.clock());
        const wanted = new Set(rows.map(({ id }) => id));
        const isWanted = ({ id }: TicketRow): boolean => wanted.has(id);
        const ticket = await (flags.claim === true ? work.claimNext(isWanted) : work.next(isWanted));
        printChanged(session, store, flags.claim === true ? 'Claimed' : 'Next:', ticket);
      });
    });
  withExamples(command, ['ticketree next', 'ticketree next "type:bug" --claim --session agent-2']);
}
