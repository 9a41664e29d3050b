import { readFileSync, unlinkSync } from 'node:fs';
import { link, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { tempPath } from '../atomicFile.js';
import { systemCode } from '../fileErrors.js';
import { breakStaleLock } from './breakLock.js';
import { formatLockRecord, lockTime, makeLockRecord, parseLockRecord, type LockRecord } from './lockRecord.js';

type Callback<T = void> = (error: Error | null, value?: T) => void;

/**
 * The file system as proper-lockfile sees it. It makes a folder, judges it by its time, touches it, and removes it;
 * here that folder is vibe-ticket's lock *file*, whose time is the `acquired_at` that it holds.
 */
export class LockFileSystem {
  private readonly held = new Map<string, LockRecord>();

  /** Says for whom and what the next `mkdir` of that lock is. */
  readonly intents = new Map<string, { holderId: string; operation: string }>();

  readonly mkdir = (lock: string, done: Callback): void => {
    settle(this.create(lock), done);
  };

  readonly stat = (lock: string, done: Callback<{ mtime: Date }>): void => {
    settle(readTime(lock), done);
  };

  readonly utimes = (lock: string, _accessed: Date, modified: Date, done: Callback): void => {
    settle(this.refresh(lock, modified), done);
  };

  readonly rmdir = (lock: string, done: Callback): void => {
    settle(this.held.has(lock) ? this.release(lock) : removeStale(lock), done);
  };

  /** Called while the process exits, when nothing asynchronous runs any more. */
  readonly rmdirSync = (lock: string): void => {
    const record = this.held.get(lock);
    if (record && parseLockRecord(readFileSync(lock, 'utf8'))?.holder_id === record.holder_id) unlinkSync(lock);
  };

  /** Whether a lock that this process took is still its own. */
  async isHeld(lock: string): Promise<boolean> {
    const record = this.held.get(lock);
    return record !== undefined && (await readRecord(lock))?.holder_id === record.holder_id;
  }

  private async create(lock: string): Promise<void> {
    const intent = this.intents.get(lock);
    if (!intent) throw new Error(`nobody said what the lock ${lock} is for`);
    const record = makeLockRecord(intent.holderId, intent.operation, Date.now());
    await appear(lock, formatLockRecord(record));
    this.held.set(lock, record);
  }

  private async refresh(lock: string, time: Date): Promise<void> {
    const record = this.held.get(lock);
    if (!record || !(await this.isHeld(lock))) throw lost(lock);
    const refreshed = { ...record, acquired_at: Math.floor(time.getTime() / 1000) };
    const temp = tempPath(lock);
    try {
      await writeFile(temp, formatLockRecord(refreshed));
      await rename(temp, lock);
    } catch (error) {
      await unlink(temp).catch(() => undefined);
      throw error;
    }
    this.held.set(lock, refreshed);
  }

  private async release(lock: string): Promise<void> {
    const record = this.held.get(lock);
    this.held.delete(lock);
    if ((await readRecord(lock))?.holder_id === record?.holder_id) await unlink(lock);
  }
}

/** The record of a lock, null when it cannot be parsed or is gone. */
export async function readRecord(lock: string): Promise<LockRecord | null> {
  try {
    return parseLockRecord(await readFile(lock, 'utf8'));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Lets a lock appear with its content: vibe-ticket fails at once on a lock that it reads while it is still empty.
 * Where the file system has no hard links, exclusive creation is the next best.
 */
async function appear(lock: string, content: string): Promise<void> {
  const temp = tempPath(lock);
  try {
    await writeFile(temp, content);
    await link(temp, lock).catch(async (error: unknown) => {
      if (systemCode(error) === 'EEXIST') throw error;
      await writeFile(lock, content, { flag: 'wx' });
    });
  } finally {
    await unlink(temp).catch(() => undefined);
  }
}

async function readTime(lock: string): Promise<{ mtime: Date }> {
  const [record, stats] = await Promise.all([readRecord(lock), stat(lock)]);
  return { mtime: new Date(lockTime(record, stats.mtimeMs, Date.now())) };
}

async function removeStale(lock: string): Promise<void> {
  if (await breakStaleLock(lock)) return;
  throw Object.assign(new Error(`${lock} is held`), { code: 'ELOCKED' });
}

function lost(lock: string): Error {
  return Object.assign(new Error(`${lock} was taken over by another process`), { code: 'ENOENT' });
}

function settle<T>(work: Promise<T>, done: Callback<T>): void {
  work.then(
    (value) => {
      done(null, value);
    },
    (error: unknown) => {
      done(error instanceof Error ? error : new Error(String(error)));
    },
  );
}
