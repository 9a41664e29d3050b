import type { Task, TaskProgress, Ticket } from '../domain/ticket.js';
import { oneLine } from './terminalText.js';

/** A task with the number by which people name it. */
export type NumberedTask = Task & { readonly index: number };

export function numberTasks(ticket: Ticket): NumberedTask[] {
  return ticket.tasks.map((task, index) => ({ index: index + 1, ...task }));
}

export function formatTasks(tasks: readonly NumberedTask[]): string {
  return tasks
    .map(({ index, completed, title }) => `${String(index).padStart(3)}. [${completed ? 'x' : ' '}] ${oneLine(title)}`)
    .join('\n');
}

export function formatProgress({ completed, total }: TaskProgress): string {
  return `${completed}/${total}`;
}
