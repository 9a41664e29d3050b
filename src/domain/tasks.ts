import { TicketreeError } from './errors.js';
import { checkCount, checkTitle } from './fieldChecks.js';
import { findListItem, howToNameAnItem } from './listItem.js';
import type { Task, Ticket } from './ticket.js';
import { formatTimestamp } from './timestamp.js';

/** A task to be: the caller brings a fresh UUID. */
export interface NewTask {
  readonly id: string;
  readonly title: string;
}

/** The ticket with more tasks at the end. @throws TicketreeError `invalid_value` for an empty title */
export function addTasks(ticket: Ticket, added: readonly NewTask[], now: Date): Ticket {
  const tasks = added.map(({ id, title }) => ({
    id,
    title: checkTitle(title),
    completed: false,
    created_at: formatTimestamp(now),
    completed_at: null,
  }));
  return { ...ticket, tasks: checkCount([...ticket.tasks, ...tasks], 'tasks') };
}

/** The ticket with a task ticked or not; unchanged when it is so already. @throws TicketreeError `task_not_found` */
export function setTaskCompleted(ticket: Ticket, reference: string, completed: boolean, now: Date): Ticket {
  const task = findTask(ticket, reference);
  if (task.completed === completed) return ticket;
  return replaceTask(ticket, task, { ...task, completed, completed_at: completed ? formatTimestamp(now) : null });
}

/** @throws TicketreeError `task_not_found`, or `invalid_value` for an empty title */
export function renameTask(ticket: Ticket, reference: string, title: string): Ticket {
  const task = findTask(ticket, reference);
  return replaceTask(ticket, task, { ...task, title: checkTitle(title) });
}

/**
 * The ticket with a task at another place, the others in their order.
 * @param position counted from one; beyond the last it means the last
 * @throws TicketreeError `task_not_found`, or `invalid_value` for what is no position
 */
export function moveTask(ticket: Ticket, reference: string, position: number): Ticket {
  const task = findTask(ticket, reference);
  if (!Number.isInteger(position) || position < 1) {
    throw new TicketreeError('invalid_value', `${position} is no position.`, 'The first task has position 1.');
  }
  const others = ticket.tasks.filter((other) => other !== task);
  return { ...ticket, tasks: [...others.slice(0, position - 1), task, ...others.slice(position - 1)] };
}

/** The ticket without a task. @throws TicketreeError `task_not_found` */
export function removeTask(ticket: Ticket, reference: string): Ticket {
  const task = findTask(ticket, reference);
  return { ...ticket, tasks: ticket.tasks.filter((other) => other !== task) };
}

/** The task that a person means, see {@link findListItem}. @throws TicketreeError `task_not_found` */
export function findTask(ticket: Ticket, reference: string): Task {
  const task = findListItem(ticket.tasks, reference);
  if (task) return task;
  throw new TicketreeError(
    'task_not_found',
    `"${ticket.title}" has no task ${reference}.`,
    ticket.tasks.length === 0
      ? 'It has no tasks yet; add one with `ticketree task add`.'
      : howToNameAnItem(ticket.tasks.length, 'task'),
  );
}

function replaceTask(ticket: Ticket, task: Task, changed: Task): Ticket {
  return { ...ticket, tasks: ticket.tasks.map((other) => (other === task ? changed : other)) };
}
