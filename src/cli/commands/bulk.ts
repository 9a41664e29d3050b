import type { Command } from 'commander';
import type { BulkAction } from '../../app/bulkService.js';
import type { TicketEdit } from '../../domain/edit.js';
import { TicketreeError } from '../../domain/errors.js';
import { runBulk, withBulkOptions, type BulkFlags } from '../bulkRun.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { parseAssignee, parsePriority, parseStatus, parseTags } from '../words.js';

interface UpdateFlags extends BulkFlags {
  readonly status?: string;
  readonly priority?: string;
  readonly assignee?: string;
}

interface TagFlags extends BulkFlags {
  readonly add?: string;
  readonly remove?: string;
}

interface CloseFlags extends BulkFlags {
  readonly message?: string;
  readonly archive?: boolean;
}

interface DeleteFlags extends BulkFlags {
  readonly yes?: boolean;
}

/** `bulk`: one change of all tickets that a query finds, done and archived ones too. */
export function configure(bulk: Command): void {
  configureEdits(bulk);
  withBulkOptions(bulk.command('close').description('call tickets done'), true)
    .option('-m, --message <text>', 'what came of them; - reads standard input')
    .option('-a, --archive', 'archive them too')
    .action(async (flags: CloseFlags, self: Command) => {
      const session = Session.of(self);
      const message = await session.input.longText(flags.message);
      const said = message === undefined ? {} : { message };
      await runBulk(session, { kind: 'close', archive: flags.archive ?? false, ...said }, flags);
    });
  withBulkOptions(bulk.command('archive').description('put tickets away'), true).action(
    async (flags: BulkFlags, self: Command) => {
      await runBulk(Session.of(self), { kind: 'archive' }, flags);
    },
  );
  withBulkOptions(bulk.command('delete').description('put tickets into the trash'), true)
    .option('-y, --yes', 'do not ask')
    .action(async (flags: DeleteFlags, self: Command) => {
      const session = Session.of(self);
      await runBulk(session, { kind: 'delete' }, flags, (count) =>
        session.input.consent(`Delete ${count}?`, flags.yes, '--yes'),
      );
    });
  withExamples(bulk, [
    'ticketree bulk update -f "status:blocked assignee:ada" --assignee unassigned --dry-run',
    'ticketree bulk tag -f "login" --add auth --remove wip',
    'ticketree bulk close -f "status:review tag:v2" -m "Released with 2.0"',
    'ticketree bulk archive -f "is:closed"',
  ]);
}

function configureEdits(bulk: Command): void {
  withBulkOptions(bulk.command('update').description('change fields'), true)
    .option('--status <status>', 'todo, doing, review, blocked or done')
    .option('--priority <priority>', 'low, medium, high or critical')
    .option('--assignee <name>', 'who works on them; "unassigned" for nobody')
    .action(async (flags: UpdateFlags, self: Command) => {
      const edit = {
        ...(flags.status === undefined ? {} : { status: parseStatus(flags.status) }),
        ...(flags.priority === undefined ? {} : { priority: parsePriority(flags.priority) }),
        ...(flags.assignee === undefined ? {} : { assignee: parseAssignee(flags.assignee) }),
      };
      await runBulk(Session.of(self), editing('update', edit, '--status, --priority or --assignee'), flags);
    });
  withBulkOptions(bulk.command('tag').description('add and take away tags'), false)
    .option('--add <tags>', 'tags to add, separated by commas')
    .option('--remove <tags>', 'tags to take away, separated by commas')
    .action(async (flags: TagFlags, self: Command) => {
      const edit = {
        ...(flags.add === undefined ? {} : { addTags: parseTags(flags.add) }),
        ...(flags.remove === undefined ? {} : { removeTags: parseTags(flags.remove) }),
      };
      await runBulk(Session.of(self), editing('tag', edit, '--add or --remove'), flags);
    });
}

/** @throws TicketreeError `usage` for an edit that says nothing */
function editing(kind: 'update' | 'tag', edit: TicketEdit, options: string): BulkAction {
  if (Object.keys(edit).length > 0) return { kind, edit };
  throw new TicketreeError('usage', 'Nothing to change was named.', `Say what to change with ${options}.`);
}
