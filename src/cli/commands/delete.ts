import type { Command } from 'commander';
import { childrenOption, type ChildrenFlags } from '../childrenOption.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { oneLine } from '../terminalText.js';

/** `delete`: puts tickets into the trash. */
export function configure(command: Command): void {
  command
    .argument('<tickets...>', 'ids, first digits of ids, or slugs')
    .addOption(childrenOption())
    .action(async (references: readonly string[], flags: ChildrenFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ finder, writer }) => {
        const { entry } = await writer.delete(await finder.findIds(references), flags);
        const deleted = (entry?.records ?? []).filter(({ kind }) => kind === 'delete');
        session.output.result(
          'deleted',
          {
            operation: entry?.id,
            count: deleted.length,
            tickets: deleted.map(({ ticket: id, slug }) => ({ id, slug })),
          },
          () => deleted.map(({ slug }) => oneLine(`Deleted ${slug}`)).join('\n'),
        );
        session.output.note(
          '`ticketree undo` brings back what you delete; it lies in `ticketree trash list` until then.',
        );
      });
    });
  withExamples(command, ['ticketree delete 3f2a', 'ticketree delete 3f2a 91c0 --children cascade']);
}
