import type { Command } from 'commander';
import { TicketreeError } from '../../domain/errors.js';
import type { TicketEdit } from '../../domain/edit.js';
import { ticketArgument } from '../arguments.js';
import { childrenOption, type ChildrenFlags } from '../childrenOption.js';
import { withExamples } from '../examples.js';
import { parseFields, withFieldOptions, type FieldFlags } from '../fieldOptions.js';
import { Session } from '../session.js';
import { oneLine } from '../terminalText.js';
import { parseAssignee, parsePriority, parseStatus, parseTags } from '../words.js';

interface EditFlags extends FieldFlags, ChildrenFlags {
  readonly title?: string;
  readonly description?: string | undefined;
  readonly priority?: string;
  readonly status?: string;
  readonly assignee?: string;
  readonly addTags?: string;
  readonly removeTags?: string;
  readonly editor?: boolean;
}

/** `edit` */
export function configure(command: Command): void {
  withFieldOptions(command)
    .argument(...ticketArgument)
    .option('--title <title>', 'new title')
    .option('--description <text>', 'new description; - reads standard input')
    .option('--priority <priority>', 'low, medium, high or critical')
    .option('--status <status>', 'todo, doing, review, blocked or done')
    .option('-a, --assignee <name>', 'who works on it; "unassigned" for nobody')
    .option('--add-tags <tags>', 'tags to add, separated by commas')
    .option('--remove-tags <tags>', 'tags to take away, separated by commas')
    .addOption(childrenOption())
    .option('-e, --editor', 'edit the YAML in $VISUAL or $EDITOR')
    .action(async (reference: string | undefined, flags: EditFlags, self: Command) => {
      const session = Session.of(self);
      const description = await session.input.longText(flags.description);
      const edit = editOf({ ...flags, description }, session.ports.clock());
      if (flags.editor !== true && Object.keys(edit).length === 0) {
        throw new TicketreeError(
          'usage',
          'Nothing to change was named.',
          'Say what to change, as in --title "New title".',
        );
      }
      await session.withTickets(async ({ tickets, finder }) => {
        let ticket = await finder.find(reference);
        if (flags.editor === true) {
          const { editInEditor } = await import('../editInEditor.js');
          ticket = await editInEditor(ticket, (edited) => tickets.replace(ticket, edited, flags));
        }
        if (Object.keys(edit).length > 0) ticket = await tickets.edit(ticket.id, edit, flags);
        session.output.result('ticket', { ticket }, () => oneLine(`Saved ${ticket.slug}: ${ticket.title}`));
      });
    });
  withExamples(command, [
    'ticketree edit 3f2a --priority high --add-tags auth,ui',
    'ticketree edit 3f2a --description - < notes.md',
    'ticketree edit 3f2a --editor',
  ]);
}

function editOf(flags: EditFlags, now: Date): TicketEdit {
  return {
    ...parseFields(flags, now),
    ...(flags.title === undefined ? {} : { title: flags.title }),
    ...(flags.description === undefined ? {} : { description: flags.description }),
    ...(flags.priority === undefined ? {} : { priority: parsePriority(flags.priority) }),
    ...(flags.status === undefined ? {} : { status: parseStatus(flags.status) }),
    ...(flags.assignee === undefined ? {} : { assignee: parseAssignee(flags.assignee) }),
    ...(flags.addTags === undefined ? {} : { addTags: parseTags(flags.addTags) }),
    ...(flags.removeTags === undefined ? {} : { removeTags: parseTags(flags.removeTags) }),
  };
}
