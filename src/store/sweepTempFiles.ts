import { lstat, readdir, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { findFiles } from './findFiles.js';
import type { StoreLayout } from './layout.js';
import { breakStaleLock, isGuardName, isLockOfDead, isStaleGuard } from './lock/breakLock.js';
import { isTempName, isWriterDead } from './tempName.js';
import { otherFilesSeen } from './ticketFolder.js';

/** No write takes that long, milliseconds. Its writer may live on another host, or another process may have its id. */
const abandonedAfterMillis = 3_600_000;

const swept = new Set<string>();

/**
 * As {@link sweepTempFiles}, without work that is not due: of the tickets folder, which may be large, only what the last
 * listing saw, and the other folders when this process asks for the first time.
 */
export async function sweepTempFilesSeen(layout: StoreLayout): Promise<void> {
  const seen = otherFilesSeen(layout);
  const isFirst = !swept.has(layout.root);
  if (!isFirst && seen.length === 0) return;
  swept.add(layout.root);
  await sweepTempFiles(layout, seen);
}

/**
 * Removes what writers that were killed have left in a store: temp files, guards of locks that were to be broken, and
 * locks. What a living process may still need stays. Never fails: the next writer tries again.
 * @param ticketNames all names in the tickets folder, where they are at hand
 */
export async function sweepTempFiles(layout: StoreLayout, ticketNames?: readonly string[]): Promise<void> {
  const locks = await listLocks(layout, isLockOfDead, ticketNames);
  // Another process may be first, or this one may not write here.
  for (const path of await listOrphans(layout, ticketNames)) await unlink(path).catch(() => undefined);
  for (const lock of locks) await breakStaleLock(lock).catch(() => undefined);
}

/** As {@link sweepTempFiles}, for a folder of ours outside of the store. */
export async function sweepFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    if (isTempName(name) || isGuardName(name)) {
      if (await isOrphan(path).catch(() => false)) await unlink(path).catch(() => undefined);
    } else if (name.endsWith('.lock')) {
      // A temp file of git's has a lock of git's beside it.
      if (isWriterDead(name.slice(0, -'.lock'.length))) await unlink(path).catch(() => undefined);
      else if (await isLockOfDead(path).catch(() => false)) await breakStaleLock(path).catch(() => undefined);
    }
  }
}

/** Paths of the temp files and guards that {@link sweepTempFiles} removes. */
export async function listOrphans(layout: StoreLayout, ticketNames?: readonly string[]): Promise<string[]> {
  const isNamed = (name: string): boolean => isTempName(name) || isGuardName(name);
  return findFiles(layout, { isNamed, isMeant: isOrphan, ticketNames });
}

/** Paths of those locks of a store that are meant. */
export async function listLocks(
  layout: StoreLayout,
  isMeant: (lock: string) => Promise<boolean>,
  ticketNames?: readonly string[],
): Promise<string[]> {
  const isNamed = (name: string): boolean => name.endsWith('.lock') && !isGuardName(name);
  return findFiles(layout, { isNamed, isMeant, ticketNames });
}

async function isOrphan(path: string): Promise<boolean> {
  const name = basename(path);
  if (isGuardName(name)) return isStaleGuard(path);
  const stats = await lstat(path);
  return stats.isFile() && (isWriterDead(name) || Date.now() - stats.mtimeMs > abandonedAfterMillis);
}
