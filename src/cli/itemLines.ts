import type { Task, TaskProgress } from '../domain/ticket.js';
import type { AcceptanceCriterion, Comment } from '../domain/ticketMetadata.js';
import type { Look } from './look.js';
import { oneLine, plain } from './terminalText.js';

/** An item of a ticket's list with the number by which people name it. */
type Numbered<T> = T & { readonly index: number };

export function numbered<T extends object>(items: readonly T[]): Numbered<T>[] {
  return items.map((item, index) => ({ index: index + 1, ...item }));
}

export function formatTasks(tasks: readonly Numbered<Task>[]): string {
  return tasks.map(({ index, title, completed }) => tickLine(index, completed, title)).join('\n');
}

export function formatCriteria(criteria: readonly Numbered<AcceptanceCriterion>[]): string {
  return criteria.map(({ index, text, done }) => tickLine(index, done, text)).join('\n');
}

export function formatComments(comments: readonly Numbered<Comment>[], { paint, time }: Look): string {
  return comments
    .map(({ index, author, at, text }) => {
      return `${paint('dim', oneLine(`${index}. ${author}, ${time(at)}`))}\n${plain(text)}`;
    })
    .join('\n\n');
}

export function formatProgress({ completed, total }: TaskProgress): string {
  return `${completed}/${total}`;
}

function tickLine(index: number, done: boolean, text: string): string {
  return `${String(index).padStart(3)}. [${done ? 'x' : ' '}] ${oneLine(text)}`;
}
