import type { Command } from 'commander';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { TicketChange } from '../../app/ticketWriter.js';
import { addComment, editComment, removeComment } from '../../domain/comments.js';
import { commentsOf, type Comment } from '../../domain/ticketMetadata.js';
import { ticketOption } from '../arguments.js';
import { withExamples } from '../examples.js';
import { formatComments, numbered } from '../itemLines.js';
import { notePage, pageCounts, pageOf, withPaging, type PagingFlags } from '../paging.js';
import { Session } from '../session.js';
import { changeItem, type ItemList } from '../ticketItems.js';

interface CommentFlags {
  readonly ticket?: string;
}

const commentArgument = ['<comment>', 'its number, counted from 1, or its id'] as const;
const textArgument = ['<text>', 'Markdown; - reads standard input'] as const;

const comments: ItemList<Comment> = { kind: 'comment', items: commentsOf, text: ({ text }) => text };

/** `comment` */
export function configure(comment: Command): void {
  comment
    .command('add')
    .description('add a comment')
    .argument(...textArgument)
    .option(...ticketOption)
    .action(async (typed: string, flags: CommentFlags, self: Command) => {
      const text = await Session.of(self).input.longText(typed);
      const id = crypto.randomUUID();
      await run(self, 'Added', flags, null, async ({ settings }) => {
        const author = await settings.me();
        return (ticket, now) => addComment(ticket, { id, author, text }, now);
      });
    });
  comment
    .command('edit')
    .description('give a comment another text')
    .argument(...commentArgument)
    .argument(...textArgument)
    .option(...ticketOption)
    .action(async (item: string, typed: string, flags: CommentFlags, self: Command) => {
      const text = await Session.of(self).input.longText(typed);
      await run(self, 'Changed', flags, item, () => (ticket) => editComment(ticket, item, text));
    });
  comment
    .command('remove')
    .description('take a comment out')
    .argument(...commentArgument)
    .option(...ticketOption)
    .action(async (item: string, flags: CommentFlags, self: Command) => {
      await run(self, 'Removed', flags, item, () => (ticket) => removeComment(ticket, item));
    });
  configureList(comment);
  withExamples(comment, [
    'ticketree comment add "It fails on Windows too" -t 3f2a',
    'ticketree comment add - < findings.md',
    'ticketree comment list -t 3f2a',
  ]);
}

function configureList(comment: Command): void {
  withPaging(comment.command('list'))
    .description('list the comments')
    .option(...ticketOption)
    .action(async (flags: CommentFlags & PagingFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ finder, settings }) => {
        const ticket = await finder.find(flags.ticket);
        const page = pageOf(numbered(commentsOf(ticket)), flags);
        const body = {
          ticket_id: ticket.id,
          ticket_slug: ticket.slug,
          ...pageCounts(page),
          comments: page.items,
        };
        const look = await session.look(settings);
        session.output.result('comments', body, () => formatComments(page.items, look));
        notePage(session.output, page);
      });
    });
}

async function run(
  self: Command,
  verb: string,
  { ticket }: CommentFlags,
  item: string | null,
  prepare: (workspace: TicketWorkspace) => TicketChange | Promise<TicketChange>,
): Promise<void> {
  const session = Session.of(self);
  const named = { verb, action: `comment ${self.name()}`, ticket, item };
  await session.withTickets(async (workspace) => {
    await changeItem(session, workspace, comments, named, await prepare(workspace));
  });
}
