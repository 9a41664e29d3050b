import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const suffix = '.json';

/** The folder of a repository that holds its flows. @param commonDir the folder that all worktrees share */
export function flowFolder(commonDir: string): string {
  return join(commonDir, 'ticketree');
}

export function flowPath(commonDir: string, ticket: string): string {
  return join(flowFolder(commonDir), `${ticket}${suffix}`);
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
