import { readFile, stat } from 'node:fs/promises';
import { explainReadFailure, systemCode } from './fileErrors.js';

/** The text of a file, or null when there is no such file. @throws TicketreeError `store_damaged` */
export async function readTextIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw explainReadFailure(error, path);
  }
}

/** Whether there is a folder at that path that we can see. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
