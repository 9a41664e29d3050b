import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../harness/paths.mjs';

export const second = 1000;
export const hour = 3600 * second;
export const day = 24 * hour;
export const year = 365 * day;

/** Environment of a process whose clock is ahead by so many milliseconds, or behind, or stands still. */
export function wrongClock(offset: number | 'stopped'): Record<string, string> {
  const preload = pathToFileURL(path.join(root, 'test', 'integration', 'support', 'wrongClock.mjs')).href;
  return { NODE_OPTIONS: `--import=${preload}`, CLOCK_OFFSET: String(offset) };
}
