import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StoreLayout } from './layout.js';

/** By what files of a store are found. */
export interface FileSearch {
  readonly isNamed: (name: string) => boolean;
  /** Asked only of files with such a name; one that is gone by then is left out. */
  readonly isMeant: (path: string) => Promise<boolean>;
  /** All names in the tickets folder, where they are at hand. */
  readonly ticketNames?: readonly string[] | undefined;
}

/** Paths of the files that are meant, in all folders of a store where something may be left. */
export async function findFiles(layout: StoreLayout, search: FileSearch): Promise<string[]> {
  const folders = [layout.root, layout.tmp, layout.local, layout.operations, layout.trash];
  const found = [
    findIn(layout.tickets, search, search.ticketNames),
    ...folders.map((folder) => findIn(folder, search)),
  ];
  return (await Promise.all(found)).flat();
}

async function findIn(folder: string, { isNamed, isMeant }: FileSearch, known?: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of known ?? namesIn(folder)) {
    const path = join(folder, name);
    if (isNamed(name) && (await isMeant(path).catch(() => false))) found.push(path);
  }
  return found;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // It is missing, or not for us to see.
    return [];
  }
}
