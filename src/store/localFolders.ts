import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from './atomicFile.js';
import { explainWriteFailure, systemCode } from './fileErrors.js';
import type { StoreLayout } from './layout.js';

/**
 * Makes the folder for what belongs to this clone (journal, trash), where it is missing.
 * @param folder a folder within it that is wanted
 * @throws TicketreeError `not_writable`, `disk_full`, `store_damaged`
 */
export async function ensureLocalFolder(layout: StoreLayout, folder = layout.local): Promise<void> {
  await ensureIgnored(layout.local);
  await makeFolder(folder);
}

/** Makes the folder for caches, where it is missing. @throws as {@link ensureLocalFolder} */
export async function ensureTmpFolder(layout: StoreLayout): Promise<void> {
  await ensureIgnored(layout.tmp);
}

/** Makes the folder for backups, where it is missing. @throws as {@link ensureLocalFolder} */
export async function ensureBackupsFolder(layout: StoreLayout): Promise<void> {
  await ensureIgnored(layout.backups);
}

/** The folder ignores itself: a store that vibe-ticket made has no .gitignore that would. */
async function ensureIgnored(folder: string): Promise<void> {
  await makeFolder(folder);
  const path = join(folder, '.gitignore');
  try {
    await writeFile(path, '*\n', { flag: 'wx' });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw explainWriteFailure(error, path);
  }
}
