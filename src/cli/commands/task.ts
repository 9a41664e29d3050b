import type { Command } from 'commander';
import type { TicketChange } from '../../app/ticketWriter.js';
import { addTasks, moveTask, removeTask, renameTask, setTaskCompleted } from '../../domain/tasks.js';
import { taskProgress, type Task } from '../../domain/ticket.js';
import { ticketOption } from '../arguments.js';
import { withExamples } from '../examples.js';
import { formatProgress, formatTasks, numbered } from '../itemLines.js';
import { parseCount } from '../paging.js';
import { Session } from '../session.js';
import { changeItem, type ItemList } from '../ticketItems.js';

interface TaskFlags {
  readonly ticket?: string;
}

interface TaskListFlags extends TaskFlags {
  readonly completed?: boolean;
  readonly incomplete?: boolean;
}

const taskArgument = ['<task>', 'its number, counted from 1, or its id'] as const;

const tasks: ItemList<Task> = {
  kind: 'task',
  items: (ticket) => ticket.tasks,
  text: (task) => task.title,
  progress: (ticket) => formatProgress(taskProgress(ticket)),
};

/** `task` */
export function configure(task: Command): void {
  configureAdd(task);
  configureTick(task);
  configureRename(task);
  configureMove(task);
  configureRemove(task);
  configureList(task);
  withExamples(task, [
    'ticketree task add "Write a test that fails" --ticket 3f2a',
    'ticketree task complete 1',
    'ticketree task move 3 1',
    'ticketree task list --incomplete',
  ]);
}

function configureAdd(task: Command): void {
  task
    .command('add')
    .description('add a task')
    .argument('<title>', 'what is to be done')
    .option(...ticketOption)
    .action(async (title: string, flags: TaskFlags, self: Command) => {
      const added = { id: crypto.randomUUID(), title };
      await run(self, 'Added', flags, null, (ticket, now) => addTasks(ticket, [added], now));
    });
}

function configureTick(task: Command): void {
  for (const { name, description, verb, completed } of [
    { name: 'complete', description: 'tick a task', verb: 'Completed', completed: true },
    { name: 'uncomplete', description: 'take the tick from a task', verb: 'Reopened', completed: false },
  ]) {
    task
      .command(name)
      .description(description)
      .argument(...taskArgument)
      .option(...ticketOption)
      .action(async (item: string, flags: TaskFlags, self: Command) => {
        await run(self, verb, flags, item, (ticket, now) => setTaskCompleted(ticket, item, completed, now));
      });
  }
}

function configureRename(task: Command): void {
  task
    .command('rename')
    .description('give a task another title')
    .argument(...taskArgument)
    .argument('<title>', 'what is to be done')
    .option(...ticketOption)
    .action(async (item: string, title: string, flags: TaskFlags, self: Command) => {
      await run(self, 'Renamed', flags, item, (ticket) => renameTask(ticket, item, title));
    });
}

function configureMove(task: Command): void {
  task
    .command('move')
    .description('put a task at another place')
    .argument(...taskArgument)
    .argument('<position>', 'its new number; beyond the last it means the last', parseCount)
    .option(...ticketOption)
    .action(async (item: string, position: number, flags: TaskFlags, self: Command) => {
      await run(self, 'Moved', flags, item, (ticket) => moveTask(ticket, item, position));
    });
}

function configureRemove(task: Command): void {
  task
    .command('remove')
    .description('take a task out')
    .argument(...taskArgument)
    .option(...ticketOption)
    .option('-f, --force', 'as vibe-ticket needs it; has no effect, for undo brings the task back')
    .action(async (item: string, flags: TaskFlags, self: Command) => {
      await run(self, 'Removed', flags, item, (ticket) => removeTask(ticket, item));
    });
}

function configureList(task: Command): void {
  task
    .command('list')
    .description('list the tasks')
    .option(...ticketOption)
    .option('--completed', 'only those that are done')
    .option('--incomplete', 'only those that are open')
    .action(async (flags: TaskListFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ finder }) => {
        const ticket = await finder.find(flags.ticket);
        const found = numbered(ticket.tasks).filter(
          ({ completed }) => (flags.completed !== true || completed) && (flags.incomplete !== true || !completed),
        );
        const body = {
          ticket_id: ticket.id,
          ticket_slug: ticket.slug,
          count: found.length,
          ...taskProgress(ticket),
          tasks: found,
        };
        session.output.result('tasks', body, () => formatTasks(found));
      });
    });
}

async function run(
  self: Command,
  verb: string,
  { ticket }: TaskFlags,
  item: string | null,
  change: TicketChange,
): Promise<void> {
  const session = Session.of(self);
  const named = { verb, action: `task ${self.name()}`, ticket, item };
  await session.withTickets((workspace) => changeItem(session, workspace, tasks, named, change));
}
