import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, writeFileAtomic } from './atomicFile.js';
import { isFolder, statIfThere } from './files.js';
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

/**
 * Makes the folder for caches, where it is missing. One that leads elsewhere is left alone: links come with a cloned
 * repository, and must not bring a write to files of the person's own. A store that is gone does not come back for its
 * cache.
 * @returns whether caches may be written there
 * @throws as {@link ensureLocalFolder}
 */
export async function ensureTmpFolder(layout: StoreLayout): Promise<boolean> {
  const folder = await lstat(layout.tmp).catch(() => null);
  const isSafe = folder?.isDirectory() ?? isFolder(layout.root);
  if (isSafe) await ensureIgnored(layout.tmp);
  return isSafe;
}

/** Makes the folder for backups, where it is missing. @throws as {@link ensureLocalFolder} */
export async function ensureBackupsFolder(layout: StoreLayout): Promise<void> {
  await ensureIgnored(layout.backups);
}

/** The folder ignores itself: a store that vibe-ticket made has no .gitignore that would. */
async function ensureIgnored(folder: string): Promise<void> {
  const path = join(folder, '.gitignore');
  if (statIfThere(path) !== null) return;
  await makeFolder(folder);
  // Whole or not at all: an empty one would stay for ever, and ignore nothing.
  await writeFileAtomic(path, '*\n');
}
