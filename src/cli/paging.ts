import { InvalidArgumentError, type Command } from 'commander';
import type { SettingsReader } from '../app/settingsReader.js';
import type { Output } from './output.js';
import type { Terminal } from './terminal.js';

export interface PagingFlags {
  readonly limit?: number;
  readonly offset?: number;
}

/** A part of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** How many there are in all. */
  readonly total: number;
  /** How many come before this part. */
  readonly offset: number;
  /** Whether some come after it. */
  readonly truncated: boolean;
}

/** Gives a command that lists things the options that cut the list. */
export function withPaging(command: Command): Command {
  return command
    .option('-l, --limit <number>', 'at most so many', parseCount)
    .option('--offset <number>', 'leave out so many at the start', parseCount);
}

/** The same, where nothing was said about a limit: on a terminal a page as the person likes it, else all. */
export async function withPageSize(
  flags: PagingFlags,
  { isTerminal }: Terminal,
  settings: SettingsReader,
): Promise<PagingFlags> {
  if (flags.limit !== undefined || !isTerminal) return flags;
  return { ...flags, limit: await settings.get('ui.page_size') };
}

export function pageOf<T>(items: readonly T[], { limit = Infinity, offset = 0 }: PagingFlags): Page<T> {
  const end = offset + limit;
  return { items: items.slice(offset, end), total: items.length, offset, truncated: end < items.length };
}

/** What a document says about the list that it holds. */
export function pageCounts({ items, total, truncated }: Page<unknown>): {
  count: number;
  total: number;
  truncated: boolean;
} {
  return { count: items.length, total, truncated };
}

/** Tells a person that there is more and how to see it, or that there is nothing at all. */
export function notePage(
  output: Output,
  { items, total, offset, truncated }: Page<unknown>,
  nothing = 'There is nothing to list.',
): void {
  if (total === 0) output.note(nothing);
  if (!truncated) return;
  const next = offset + items.length;
  output.note(`… and ${total - next} more; --offset ${next} shows the next`);
}

export function parseCount(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It takes a whole number.');
}
