import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { tempPath } from '../../../store/atomicFile.js';

const suffix = '.json';

/** The folder of a repository that holds its flows. @param commonDir the folder that all worktrees share */
export function flowFolder(commonDir: string): string {
  return join(commonDir, 'ticketree');
}

export function flowPath(commonDir: string, ticket: string): string {
  return join(flowFolder(commonDir), `${ticket}${suffix}`);
}

/**
 * A path for an index of our own, which nobody else uses: not even a git that has outlived the process which had called
 * it, and would change the index below the hands of whoever does the same again.
 */
export function ownIndexPath(commonDir: string): string {
  return tempPath(join(flowFolder(commonDir), 'index'));
}

/** Ids of the tickets that have a flow. */
export function ticketsWithFlow(commonDir: string): string[] {
  return namesOfFlows(commonDir)
    .filter((name) => name.endsWith(suffix) && !name.startsWith('.'))
    .map((name) => name.slice(0, -suffix.length));
}

/** What lies in the folder: flows, and what guards them. Every command asks, so that it takes one look at a folder. */
export function namesOfFlows(commonDir: string): string[] {
  try {
    return readdirSync(flowFolder(commonDir));
  } catch {
    return [];
  }
}
