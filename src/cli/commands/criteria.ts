import type { Command } from 'commander';
import type { TicketChange } from '../../app/ticketWriter.js';
import { addCriterion, removeCriterion, setCriterionDone } from '../../domain/acceptanceCriteria.js';
import { acceptanceCriteriaOf, type AcceptanceCriterion } from '../../domain/ticketMetadata.js';
import { ticketOption } from '../arguments.js';
import { withExamples } from '../examples.js';
import { formatCriteria, numbered } from '../itemLines.js';
import { notePage, pageCounts, pageOf, withPaging, type PagingFlags } from '../paging.js';
import { Session } from '../session.js';
import { changeItem, type ItemList } from '../ticketItems.js';

interface CriteriaFlags {
  readonly ticket?: string;
}

const criterionArgument = ['<criterion>', 'its number, counted from 1, or its id'] as const;

const criteria: ItemList<AcceptanceCriterion> = {
  kind: 'criterion',
  items: acceptanceCriteriaOf,
  text: ({ text }) => text,
};

/** `criteria` */
export function configure(group: Command): void {
  group
    .command('add')
    .description('add a criterion')
    .argument('<text>', 'what must be so; - reads standard input')
    .option(...ticketOption)
    .action(async (typed: string, flags: CriteriaFlags, self: Command) => {
      const text = await Session.of(self).input.longText(typed);
      const id = crypto.randomUUID();
      await run(self, 'Added', flags, null, (ticket) => addCriterion(ticket, id, text));
    });
  configureCheck(group, 'check', 'call a criterion met', 'Checked', true);
  configureCheck(group, 'uncheck', 'call a criterion not met', 'Unchecked', false);
  group
    .command('remove')
    .description('take a criterion out')
    .argument(...criterionArgument)
    .option(...ticketOption)
    .action(async (item: string, flags: CriteriaFlags, self: Command) => {
      await run(self, 'Removed', flags, item, (ticket) => removeCriterion(ticket, item));
    });
  configureList(group);
  withExamples(group, [
    'ticketree criteria add "No token is ever logged" -t 3f2a',
    'ticketree criteria check 1',
    'ticketree criteria list --json',
  ]);
}

function configureCheck(group: Command, name: string, description: string, verb: string, done: boolean): void {
  group
    .command(name)
    .description(description)
    .argument(...criterionArgument)
    .option(...ticketOption)
    .action(async (item: string, flags: CriteriaFlags, self: Command) => {
      await run(self, verb, flags, item, (ticket) => setCriterionDone(ticket, item, done));
    });
}

function configureList(group: Command): void {
  withPaging(group.command('list'))
    .description('list the criteria')
    .option(...ticketOption)
    .action(async (flags: CriteriaFlags & PagingFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ finder }) => {
        const ticket = await finder.find(flags.ticket);
        const page = pageOf(numbered(acceptanceCriteriaOf(ticket)), flags);
        const body = {
          ticket_id: ticket.id,
          ticket_slug: ticket.slug,
          ...pageCounts(page),
          criteria: page.items,
        };
        session.output.result('criteria', body, () => formatCriteria(page.items));
        notePage(session.output, page);
      });
    });
}

async function run(
  self: Command,
  verb: string,
  { ticket }: CriteriaFlags,
  item: string | null,
  change: TicketChange,
): Promise<void> {
  const session = Session.of(self);
  const named = { verb, action: `criteria ${self.name()}`, ticket, item };
  await session.withTickets((workspace) => changeItem(session, workspace, criteria, named, change));
}
