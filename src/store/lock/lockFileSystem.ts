import { linkSync, readFileSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tempPath } from '../atomicFile.js';
import { systemCode } from '../fileErrors.js';
import { breakStaleLock } from './breakLock.js';
import { formatLockRecord, lockTime, makeLockRecord, parseLockRecord, type LockRecord } from './lockRecord.js';

/** A lock that this process took. */
interface OwnLock {
  readonly record: LockRecord;
  /** When proper-lockfile touched it last. */
  readonly time: Date;
}

type Callback<T = void> = (error: Error | null, value?: T) => void;

/**
 * The file system as proper-lockfile sees it. It makes a folder, judges it by its time, touches it, and removes it;
 * here that folder is vibe-ticket's lock *file*, whose time is the `acquired_at` that it holds. None of its calls waits for
 * the disk, so that a promise for each would cost several times the call.
 */
export class LockFileSystem {
  private readonly held = new Map<string, OwnLock>();

  /** Says for whom and what the next `mkdir` of that lock is. */
  readonly intents = new Map<string, { holderId: string; operation: string }>();

  readonly mkdir = (lock: string, done: Callback): void => {
    settle(() => {
      this.create(lock);
    }, done);
  };

  readonly stat = (lock: string, done: Callback<{ mtime: Date }>): void => {
    settle(() => this.readTime(lock), done);
  };

  readonly utimes = (lock: string, _accessed: Date, modified: Date, done: Callback): void => {
    settle(() => {
      this.refresh(lock, modified);
    }, done);
  };

  readonly rmdir = (lock: string, done: Callback): void => {
    settle(async () => {
      if (this.held.has(lock)) this.release(lock);
      else await removeStale(lock);
    }, done);
  };

  /** Called while the process exits, when nothing asynchronous runs any more. */
  readonly rmdirSync = (lock: string): void => {
    this.release(lock);
  };

  /** Whether a lock that this process took is still its own. */
  isHeld(lock: string): boolean {
    const own = this.held.get(lock);
    return own !== undefined && readRecord(lock)?.holder_id === own.record.holder_id;
  }

  private create(lock: string): void {
    const intent = this.intents.get(lock);
    if (!intent) throw new Error(`nobody said what the lock ${lock} is for`);
    const record = makeLockRecord(intent.holderId, intent.operation, Date.now());
    appear(lock, formatLockRecord(record));
    this.held.set(lock, { record, time: new Date(record.acquired_at * 1000) });
  }

  private readTime(lock: string): { mtime: Date } {
    const { mtimeMs } = statSync(lock);
    const record = readRecord(lock);
    const own = this.held.get(lock);
    // Our own has the time that it was given, whatever became of the clock since.
    if (own !== undefined && record?.holder_id === own.record.holder_id) return { mtime: own.time };
    return { mtime: new Date(lockTime(record, mtimeMs, Date.now())) };
  }

  private refresh(lock: string, time: Date): void {
    const own = this.held.get(lock);
    if (!own || !this.isHeld(lock)) throw lost(lock);
    const record = { ...own.record, acquired_at: Math.floor(time.getTime() / 1000) };
    // proper-lockfile touches its first lock at once, to see how exact times are: ours are whole seconds anyway.
    const isOther = Math.abs(record.acquired_at - own.record.acquired_at) > 1;
    if (isOther) replace(lock, formatLockRecord(record));
    this.held.set(lock, { record: isOther ? record : own.record, time });
  }

  /** Removes a lock of this process, if it is still its own. */
  release(lock: string): void {
    const own = this.held.get(lock);
    if (own && this.isHeld(lock)) {
      // Should it stay, as on a disk that refuses, this process may take it away when it wants the lock again.
      this.held.set(lock, { ...own, time: new Date(0) });
      unlinkSync(lock);
    }
    this.held.delete(lock);
  }
}

/** The record of a lock, null when it cannot be parsed or is gone. */
export function readRecord(lock: string): LockRecord | null {
  try {
    return parseLockRecord(readFileSync(lock, 'utf8'));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Lets a lock appear with its content: vibe-ticket fails at once on a lock that it reads while it is still empty.
 * Where the file system has no hard links, exclusive creation is the next best.
 */
function appear(lock: string, content: string): void {
  const temp = tempPath(lock);
  try {
    writeFileSync(temp, content);
    try {
      linkSync(temp, lock);
    } catch (error) {
      if (systemCode(error) === 'EEXIST') throw error;
      writeFileSync(lock, content, { flag: 'wx' });
    }
  } finally {
    removeIfThere(temp);
  }
}

function replace(lock: string, content: string): void {
  const temp = tempPath(lock);
  try {
    writeFileSync(temp, content);
    renameSync(temp, lock);
  } catch (error) {
    removeIfThere(temp);
    throw error;
  }
}

async function removeStale(lock: string): Promise<void> {
  if (await breakStaleLock(lock)) return;
  throw Object.assign(new Error(`${lock} is held`), { code: 'ELOCKED' });
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It never came to be, or somebody has swept it.
  }
}

function lost(lock: string): Error {
  return Object.assign(new Error(`${lock} was taken over by another process`), { code: 'ENOENT' });
}

/** Answers as Node's own functions do: after the caller has gone on. */
function settle<T>(work: () => T | Promise<T>, done: Callback<T>): void {
  new Promise<T>((resolve) => {
    resolve(work());
  }).then(
    (value) => {
      done(null, value);
    },
    (error: unknown) => {
      done(error instanceof Error ? error : new Error(String(error)));
    },
  );
}
