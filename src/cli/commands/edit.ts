import type { Command } from 'commander';
import { TicketreeError } from '../../domain/errors.js';
import type { TicketEdit } from '../../domain/edit.js';
import { Session, withGlobalOptions } from '../session.js';
import { oneLine } from '../terminalText.js';
import { parseAssignee, parsePriority, parseStatus, parseTags } from '../words.js';

interface EditFlags {
  readonly title?: string;
  readonly description?: string;
  readonly priority?: string;
  readonly status?: string;
  readonly assignee?: string;
  readonly addTags?: string;
  readonly removeTags?: string;
  readonly editor?: boolean;
}

export function registerEdit(program: Command): void {
  withGlobalOptions(program.command('edit'))
    .description('change a ticket')
    .argument('[ticket]', 'id, first digits of the id, or slug (default: the active ticket)')
    .option('--title <title>', 'new title')
    .option('--description <text>', 'new description')
    .option('--priority <priority>', 'low, medium, high or critical')
    .option('--status <status>', 'todo, doing, review, blocked or done')
    .option('-a, --assignee <name>', 'who works on it; "unassigned" for nobody')
    .option('--add-tags <tags>', 'tags to add, separated by commas')
    .option('--remove-tags <tags>', 'tags to take away, separated by commas')
    .option('-e, --editor', 'edit the YAML in $VISUAL or $EDITOR')
    .action(async (reference: string | undefined, flags: EditFlags, command: Command) => {
      const session = Session.of(command);
      const edit = editOf(flags);
      if (flags.editor !== true && Object.keys(edit).length === 0) {
        throw new TicketreeError(
          'usage',
          'Nothing to change was named.',
          'Say what to change, as in --title "New title".',
        );
      }
      await session.withTickets(async ({ tickets }) => {
        let ticket = tickets.find(reference);
        if (flags.editor === true) {
          const { editInEditor } = await import('../editInEditor.js');
          ticket = await editInEditor(ticket, (edited) => tickets.replace(ticket, edited));
        }
        if (Object.keys(edit).length > 0) ticket = await tickets.edit(ticket.id, edit);
        session.output.result('ticket', { ticket }, () => oneLine(`Saved ${ticket.slug}: ${ticket.title}`));
      });
    });
}

function editOf(flags: EditFlags): TicketEdit {
  return {
    ...(flags.title === undefined ? {} : { title: flags.title }),
    ...(flags.description === undefined ? {} : { description: flags.description }),
    ...(flags.priority === undefined ? {} : { priority: parsePriority(flags.priority) }),
    ...(flags.status === undefined ? {} : { status: parseStatus(flags.status) }),
    ...(flags.assignee === undefined ? {} : { assignee: parseAssignee(flags.assignee) }),
    ...(flags.addTags === undefined ? {} : { addTags: parseTags(flags.addTags) }),
    ...(flags.removeTags === undefined ? {} : { removeTags: parseTags(flags.removeTags) }),
  };
}
