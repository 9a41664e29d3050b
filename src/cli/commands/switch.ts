import type { Command } from 'commander';
import { namedTicket } from '../arguments.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { plain } from '../terminalText.js';

/** `switch` */
export function configure(command: Command): void {
  command.argument(...namedTicket).action(async (reference: string, _flags: object, self: Command) => {
    const session = Session.of(self);
    await session.withTickets(async ({ git, finder }) => {
      const { id } = await finder.find(reference);
      const { ticket, branch, path, switched, notes } = await git.switch(id);
      const body = { ticket, branch, path, switched, ...(notes.length === 0 ? {} : { notes }) };
      // The path alone, so that a shell can go there.
      session.output.result('switch', body, () => plain(path));
      if (switched) session.output.note(plain(`On branch ${branch} now.`));
      for (const note of notes) session.output.note(plain(note));
    });
  });
  withExamples(command, ['ticketree switch fix-login', 'ticketree switch 3f2a --json']);
}
