import type { Command } from 'commander';
import { taskProgress, type Task, type Ticket } from '../../domain/ticket.js';
import { Session, withGlobalOptions } from '../session.js';
import { formatProgress, formatTasks, numberTasks, oneLine } from '../terminalText.js';

interface TaskFlags {
  readonly ticket?: string;
}

interface TaskListFlags extends TaskFlags {
  readonly completed?: boolean;
  readonly incomplete?: boolean;
}

const ticketOption = [
  '-t, --ticket <ticket>',
  'id, first digits of the id, or slug (default: the active ticket)',
] as const;

export function registerTask(program: Command): void {
  const task = withGlobalOptions(program.command('task')).description('the tasks of a ticket');
  withGlobalOptions(task.command('add'))
    .description('add a task')
    .argument('<title>', 'what is to be done')
    .option(...ticketOption)
    .action(async (title: string, flags: TaskFlags, command: Command) => {
      const session = Session.of(command);
      await session.withTickets(async ({ tickets }) => {
        const added = await tickets.addTask(tickets.find(flags.ticket).id, title);
        printTask(session, 'Added', added);
      });
    });
  withGlobalOptions(task.command('complete'))
    .description('tick a task')
    .argument('<task>', 'its number, counted from 1, or its id')
    .option(...ticketOption)
    .action(async (reference: string, flags: TaskFlags, command: Command) => {
      const session = Session.of(command);
      await session.withTickets(async ({ tickets }) => {
        const ticked = await tickets.setTaskCompleted(tickets.find(flags.ticket).id, reference, true);
        printTask(session, 'Completed', ticked);
      });
    });
  registerTaskList(task);
}

function registerTaskList(task: Command): void {
  withGlobalOptions(task.command('list'))
    .description('list the tasks')
    .option(...ticketOption)
    .option('--completed', 'only those that are done')
    .option('--incomplete', 'only those that are open')
    .action(async (flags: TaskListFlags, command: Command) => {
      const session = Session.of(command);
      await session.withTickets(({ tickets }) => {
        const ticket = tickets.find(flags.ticket);
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
    oneLine(`${verb} task ${String(index)} of ${ticket.slug} (${formatProgress(ticket)}): ${task.title}`),
  );
}
