import { readFileSync, statSync, type Stats } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { explainReadFailure, systemCode } from './fileErrors.js';

/** Files up to this size are read at once, bytes: a promise takes several times as long as reading a small file. */
const smallFile = 256 * 1024;

/** The text of a file, or null when there is no such file. @throws TicketreeError `store_damaged` */
export async function readTextIfThere(path: string): Promise<string | null> {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return null;
    // A pipe would keep the whole process waiting.
    return stats.isFile() && stats.size <= smallFile ? readFileSync(path, 'utf8') : await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw explainReadFailure(error, path);
  }
}

/** What the file system says of a path, or null where there is nothing that we can see. */
export function statIfThere(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

/** Whether there is a folder at that path that we can see. */
export function isFolder(path: string): boolean {
  return statIfThere(path)?.isDirectory() ?? false;
}
