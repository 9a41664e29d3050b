import type { Command } from 'commander';
import { taskProgress, type Task, type Ticket } from '../../domain/ticket.js';
import { ticketOption } from '../arguments.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { formatProgress, formatTasks, numberTasks } from '../taskLines.js';
import { oneLine } from '../terminalText.js';

interface TaskFlags {
  readonly ticket?: string;
}

interface TaskListFlags extends TaskFlags {
  readonly completed?: boolean;
  readonly incomplete?: boolean;
}

/** `task` */
export function configure(task: Command): void {
  task
    .command('add')
    .description('add a task')
    .argument('<title>', 'what is to be done')
    .option(...ticketOption)
    .action(async (title: string, flags: TaskFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ tickets, finder }) => {
        const added = await tickets.addTask((await finder.find(flags.ticket)).id, title);
        printTask(session, 'Added', added);
      });
    });
  task
    .command('complete')
    .description('tick a task')
    .argument('<task>', 'its number, counted from 1, or its id')
    .option(...ticketOption)
    .action(async (reference: string, flags: TaskFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ tickets, finder }) => {
        const ticked = await tickets.setTaskCompleted((await finder.find(flags.ticket)).id, reference, true);
        printTask(session, 'Completed', ticked);
      });
    });
  configureList(task);
  withExamples(task, [
    'ticketree task add "Write a test that fails" --ticket 3f2a',
    'ticketree task complete 1',
    'ticketree task list --incomplete',
  ]);
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
      await session.withTickets(async ({ tickets, finder }) => {
        const ticket = await finder.find(flags.ticket);
        const tasks = numberTasks(ticket).filter(
          ({ completed }) => (flags.completed !== true || completed) && (flags.incomplete !== true || !completed),
        );
        const body = {
          ticket_id: ticket.id,
          ticket_slug: ticket.slug,
          count: tasks.length,
          ...taskProgress(ticket),
          tasks,
        };
        session.output.result('tasks', body, () => formatTasks(tasks));
      });
    });
}

function printTask(session: Session, verb: string, { ticket, task }: { ticket: Ticket; task: Task }): void {
  const index = ticket.tasks.findIndex((each) => each.id === task.id) + 1;
  session.output.result('task', { ticket_id: ticket.id, ticket_slug: ticket.slug, index, task }, () =>
    oneLine(`${verb} task ${String(index)} of ${ticket.slug} (${formatProgress(taskProgress(ticket))}): ${task.title}`),
  );
}
