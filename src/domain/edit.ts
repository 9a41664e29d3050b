import { TicketreeError } from './errors.js';
import type { Priority, Status, Task, Ticket } from './ticket.js';
import { formatTimestamp } from './timestamp.js';
import { enterStatus } from './transitions.js';

/** What an edit may say; what it leaves out stays. */
export interface TicketEdit {
  readonly title?: string;
  readonly description?: string;
  readonly priority?: Priority;
  readonly status?: Status;
  readonly assignee?: string | null;
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
}

/** The ticket after an edit. @throws TicketreeError `invalid_value` for an empty title */
export function applyEdit(ticket: Ticket, edit: TicketEdit, now: Date): Ticket {
  const moved = edit.status === undefined ? ticket : enterStatus(ticket, edit.status, now);
  return {
    ...moved,
    title: edit.title === undefined ? ticket.title : checkTitle(edit.title),
    description: edit.description ?? ticket.description,
    priority: edit.priority ?? ticket.priority,
    assignee: edit.assignee === undefined ? ticket.assignee : edit.assignee,
    tags: editTags(ticket.tags, edit.addTags ?? [], edit.removeTags ?? []),
  };
}

/** A title is one line with something in it. @throws TicketreeError `invalid_value` */
export function checkTitle(text: string): string {
  const title = text.replace(/\s+/g, ' ').trim();
  if (title !== '') return title;
  throw new TicketreeError('invalid_value', 'A title cannot be empty.', 'Say in a few words what is to be done.');
}

/** Closes a ticket. @throws TicketreeError `invalid_transition` when it is done already, as vibe-ticket's `close` */
export function closeTicket(ticket: Ticket, message: string | undefined, archive: boolean, now: Date): Ticket {
  if (ticket.status === 'done') {
    throw new TicketreeError(
      'invalid_transition',
      `"${ticket.title}" is done already.`,
      'Use `ticketree edit --status todo` to open it again.',
    );
  }
  const closed = enterStatus(ticket, 'done', now);
  const metadata = { ...closed.metadata };
  if (message !== undefined) metadata['close_message'] = message;
  if (archive) {
    metadata['archived'] = true;
    // vibe-ticket writes this one time with an offset instead of Z.
    metadata['archived_at'] = formatTimestamp(now).replace('Z', '+00:00');
  }
  return { ...closed, metadata };
}

/** The ticket with one more task at the end. */
export function addTask(ticket: Ticket, id: string, title: string, now: Date): Ticket {
  const task: Task = {
    id,
    title: checkTitle(title),
    completed: false,
    created_at: formatTimestamp(now),
    completed_at: null,
  };
  return { ...ticket, tasks: [...ticket.tasks, task] };
}

/** The ticket with a task ticked or not; unchanged when it is so already. @throws TicketreeError `task_not_found` */
export function setTaskCompleted(ticket: Ticket, reference: string, completed: boolean, now: Date): Ticket {
  const task = findTask(ticket, reference);
  if (task.completed === completed) return ticket;
  const changed: Task = { ...task, completed, completed_at: completed ? formatTimestamp(now) : null };
  return { ...ticket, tasks: ticket.tasks.map((other) => (other === task ? changed : other)) };
}

/** The task with that id, or with that number, counted from one. @throws TicketreeError `task_not_found` */
export function findTask(ticket: Ticket, reference: string): Task {
  const text = reference.trim().toLowerCase();
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  const task = ticket.tasks.find((each) => each.id === text) ?? ticket.tasks[number - 1];
  if (task) return task;
  throw new TicketreeError(
    'task_not_found',
    `"${ticket.title}" has no task ${reference}.`,
    ticket.tasks.length === 0
      ? 'It has no tasks yet; add one with `ticketree task add`.'
      : `Give a number from 1 to ${String(ticket.tasks.length)}, or a task's whole id.`,
  );
}

function editTags(tags: readonly string[], add: readonly string[], remove: readonly string[]): readonly string[] {
  if (add.length === 0 && remove.length === 0) return tags;
  const kept = tags.filter((tag) => !remove.includes(tag));
  return [...kept, ...add.filter((tag, index) => !kept.includes(tag) && add.indexOf(tag) === index)];
}
