import { link, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { tempPath } from '../atomicFile.js';
import { systemCode } from '../fileErrors.js';
import {
  formatLockRecord,
  isHolderDead,
  lockTime,
  makeLockRecord,
  parseLockRecord,
  staleAfterMillis,
} from './lockRecord.js';

/** A guard is held for milliseconds; one this old was left by a process that died, be it on another host. */
const guardStaleMillis = 5_000;

const guardSuffix = '.breaking.lock';

export function isGuardName(name: string): boolean {
  return name.endsWith(guardSuffix);
}

/**
 * Removes a lock that is stale, so that two processes which saw it stale cannot each remove the other's fresh one:
 * guarded by a second exclusive file, and what was moved away is looked at again.
 * @returns whether the lock is gone
 */
export async function breakStaleLock(lock: string): Promise<boolean> {
  const guard = lock.slice(0, -'.lock'.length) + guardSuffix;
  if (!(await takeGuard(guard))) return false;
  try {
    if (!(await isStaleLock(lock))) return false;
    const moved = tempPath(lock);
    await rename(lock, moved);
    const fresh = !(await isStaleLock(moved));
    // The holder woke up between the look and the rename: it gets its lock back.
    if (fresh) await link(moved, lock).catch(() => undefined);
    await unlink(moved);
    return !fresh;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return true;
    throw error;
  } finally {
    await unlink(guard).catch(() => undefined);
  }
}

/** Whether a lock's holder is dead, or it is too old by vibe-ticket's rule. */
export async function isStaleLock(lock: string): Promise<boolean> {
  const [text, stats] = await Promise.all([readFile(lock, 'utf8'), stat(lock)]);
  const now = Date.now();
  return now - lockTime(parseLockRecord(text), stats.mtimeMs, now) > staleAfterMillis;
}

/** Whether the holder of a lock, or of a guard, is known to be dead. */
export async function isLockOfDead(lock: string): Promise<boolean> {
  const record = parseLockRecord(await readFile(lock, 'utf8'));
  return record !== null && isHolderDead(record);
}

/** Whether a guard was left by a process that died while it broke a lock. */
export async function isStaleGuard(guard: string): Promise<boolean> {
  const { mtimeMs } = await stat(guard);
  // A time ahead was written before a clock was set back.
  return Math.abs(Date.now() - mtimeMs) > guardStaleMillis || (await isLockOfDead(guard));
}

async function takeGuard(guard: string): Promise<boolean> {
  try {
    await writeFile(guard, formatLockRecord(makeLockRecord(crypto.randomUUID(), 'break_lock', Date.now())), {
      flag: 'wx',
    });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') {
      if (await isStaleGuard(guard).catch(() => false)) await unlink(guard).catch(() => undefined);
      return false;
    }
    // The disk has room for a name, but not for what is in it.
    await unlink(guard).catch(() => undefined);
    throw error;
  }
}
