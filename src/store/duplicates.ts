import type { BrokenFile } from '../domain/change.js';

/**
 * Of the files that hold one id, the one that counts: the one that is named after it, else the first by name.
 * @param names of one file at least
 */
export function electFile(id: string, names: readonly string[]): string {
  const named = `${id}.yaml`;
  return names.includes(named) ? named : names.reduce((first, name) => (name < first ? name : first));
}

/** What is said of a file whose id is that of the file that counts. */
export function duplicateOf(winner: string, file: string): BrokenFile {
  return { file, line: 1, reason: `its id is that of ${winner}` };
}
