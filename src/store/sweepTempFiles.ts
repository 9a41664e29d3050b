import { lstat, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreLayout } from './layout.js';
import { guardStaleMillis, isGuardName } from './lock/breakLock.js';
import { isTempName, isWriterDead } from './tempName.js';

/** No write takes that long, milliseconds. Its writer may live on another host, or another process may have its id. */
const abandonedAfterMillis = 3_600_000;

/**
 * Removes what writers that were killed have left in a store: temp files, and guards of locks that were to be broken.
 * What a living process may still need stays. Never fails: the next writer tries again.
 * @param ticketNames all names in the tickets folder, where they are at hand
 */
export async function sweepTempFiles(layout: StoreLayout, ticketNames?: readonly string[]): Promise<void> {
  await Promise.all([
    sweepFolder(layout.tickets, ticketNames),
    ...[layout.root, layout.tmp, layout.local, layout.operations, layout.trash].map((each) => sweepFolder(each)),
  ]);
}

async function sweepFolder(folder: string, known?: readonly string[]): Promise<void> {
  const names = known ?? (await readdir(folder).catch(() => []));
  for (const name of names) {
    if (isTempName(name)) await sweepFile(join(folder, name), isWriterDead(name) ? 0 : abandonedAfterMillis);
    else if (isGuardName(name)) await sweepFile(join(folder, name), guardStaleMillis);
  }
}

async function sweepFile(path: string, maxAge: number): Promise<void> {
  try {
    const stats = await lstat(path);
    if (stats.isFile() && (maxAge === 0 || Date.now() - stats.mtimeMs > maxAge)) await unlink(path);
  } catch {
    // Another process was first, or may not write here.
  }
}
