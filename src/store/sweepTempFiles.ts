import { lstat, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreLayout } from './layout.js';
import { guardStaleMillis, isGuardName } from './lock/breakLock.js';
import { isTempName, isWriterDead } from './tempName.js';

/** No write takes that long, milliseconds. Its writer may live on another host, or another process may have its id. */
const abandonedAfterMillis = 3_600_000;

const swept = new Set<string>();

/** As {@link sweepTempFiles}, the first time that this process asks for a store. */
export async function sweepTempFilesOnce(layout: StoreLayout): Promise<void> {
  if (swept.has(layout.root)) return;
  swept.add(layout.root);
  await sweepTempFiles(layout);
}

/**
 * Removes what writers that were killed have left in a store: temp files, and guards of locks that were to be broken.
 * What a living process may still need stays. Never fails: the next writer tries again.
 * @param ticketNames all names in the tickets folder, where they are at hand
 */
export async function sweepTempFiles(layout: StoreLayout, ticketNames?: readonly string[]): Promise<void> {
  for (const path of await listOrphans(layout, ticketNames)) {
    // Another process was first, or may not write here.
    await unlink(path).catch(() => undefined);
  }
}

/** Paths of the files that {@link sweepTempFiles} removes. */
export async function listOrphans(layout: StoreLayout, ticketNames?: readonly string[]): Promise<string[]> {
  const folders = [layout.root, layout.tmp, layout.local, layout.operations, layout.trash];
  const found = [orphansIn(layout.tickets, ticketNames), ...folders.map((folder) => orphansIn(folder))];
  return (await Promise.all(found)).flat();
}

async function orphansIn(folder: string, known?: readonly string[]): Promise<string[]> {
  const orphans: string[] = [];
  for (const name of known ?? (await readdir(folder).catch(() => []))) {
    const maxAge = maxAgeOf(name);
    if (maxAge !== null && (await isOlder(join(folder, name), maxAge))) orphans.push(join(folder, name));
  }
  return orphans;
}

/** Milliseconds after which a file is an orphan; null for what is none of the files that are swept. */
function maxAgeOf(name: string): number | null {
  if (isTempName(name)) return isWriterDead(name) ? 0 : abandonedAfterMillis;
  return isGuardName(name) ? guardStaleMillis : null;
}

async function isOlder(path: string, maxAge: number): Promise<boolean> {
  const stats = await lstat(path).catch(() => null);
  return stats?.isFile() === true && (maxAge === 0 || Date.now() - stats.mtimeMs > maxAge);
}
