import { setTimeout as delay } from 'node:timers/promises';
import { TicketreeError } from '../../domain/errors.js';
import { mapLimited } from '../../util/limiter.js';
import { monotonicMillis } from '../../util/monotonic.js';
import { quickUuid } from '../../util/uuid.js';
import { explainWriteFailure, systemCode } from '../fileErrors.js';
import { lockPath } from '../layout.js';
import { LockFileSystem, readRecord } from './lockFileSystem.js';
import { staleAfterMillis, type LockRecord } from './lockRecord.js';

/** Longest wait for a lock that others hold, milliseconds. */
const patienceMillis = 10_000;
/** After which one who waits looks more often, or those who take the lock again and again would always be first. */
const hurryAfterMillis = 1_000;
const shortestPause = 5;
const longestPause = 40;
const refreshMillis = 10_000;
/** Locks that are let go at once. */
const releasesAtOnce = 16;

const fileSystem = new LockFileSystem();
/** The end of the queue for each lock in this process: its own callers wait in line instead of polling. */
const queues = new Map<string, Promise<void>>();

/** Told to whoever holds locks, so that a write is given up when one was lost. */
export interface HeldLock {
  /** @throws TicketreeError `ticket_locked` when another process took a lock over, as from one that was suspended */
  readonly assertHeld: () => void;
}

interface TakenLock extends HeldLock {
  release(): Promise<void>;
}

/**
 * Runs `work` while no other process that keeps the rules, vibe-ticket among them, touches `file`.
 * @param file the file to guard; the lock is `<file>.lock`. Not re-entrant.
 * @param operation vibe-ticket's word for what is done, such as `save_ticket`
 * @throws TicketreeError `ticket_locked` after 10 s of waiting; `not_writable`, `disk_full`
 */
export async function withLock<T>(file: string, operation: string, work: (held: HeldLock) => Promise<T>): Promise<T> {
  return withLocks([file], operation, work);
}

/**
 * As {@link withLock} for several files. They are locked in the order of their names, so that two that want the same
 * files never wait for each other.
 */
export async function withLocks<T>(
  files: Iterable<string>,
  operation: string,
  work: (held: HeldLock) => Promise<T>,
): Promise<T> {
  const taken: TakenLock[] = [];
  try {
    for (const file of [...new Set(files)].sort()) taken.push(await takeLock(file, operation));
    return await work({
      assertHeld: () => {
        for (const lock of taken) lock.assertHeld();
      },
    });
  } finally {
    await mapLimited(taken, releasesAtOnce, (lock) => lock.release());
  }
}

async function takeLock(file: string, operation: string): Promise<TakenLock> {
  const lock = lockPath(file);
  const leaveQueue = await queueFor(lock);
  const lost: Error[] = [];
  try {
    const release = await acquirePatiently(lock, file, operation, (error) => lost.push(error));
    return {
      // Looked up anew: a process that was suspended is told by its timer only after it has gone on.
      assertHeld: () => {
        if (lost.length > 0 || !fileSystem.isHeld(lock)) throw lockedError(file, readRecord(lock), lost[0]);
      },
      release: async () => {
        try {
          // A lock that was given up may be there all the same, as when it could not be refreshed for a while.
          if (lost.length === 0) await release();
          else fileSystem.release(lock);
        } catch {
          // What was done is done. The lock is broken when it has grown old, or when this process has ended.
        } finally {
          leaveQueue();
        }
      },
    };
  } catch (error) {
    leaveQueue();
    throw error;
  }
}

/** Waits for the callers of this process that came before. @returns what lets the next one in */
async function queueFor(lock: string): Promise<() => void> {
  const before = queues.get(lock) ?? Promise.resolve();
  let leave = (): void => undefined;
  const turn = before.then(
    () =>
      new Promise<void>((resolve) => {
        leave = resolve;
      }),
  );
  queues.set(lock, turn);
  await before;
  return () => {
    leave();
    if (queues.get(lock) === turn) queues.delete(lock);
  };
}

async function acquirePatiently(
  lock: string,
  file: string,
  operation: string,
  onCompromised: (error: Error) => void,
): Promise<() => Promise<void>> {
  // Loaded here, since whoever only reads needs no lock.
  const { lock: acquire } = await import('proper-lockfile');
  if (!process.listeners('SIGXFSZ').includes(goOn)) process.on('SIGXFSZ', goOn);
  // Not by the clock, which may be set while we wait.
  const begin = monotonicMillis();
  fileSystem.intents.set(lock, { holderId: quickUuid(), operation });
  try {
    for (let pause = shortestPause; ; pause = Math.min(pause * 2, longestPause)) {
      try {
        return await acquire(file, {
          lockfilePath: lock,
          realpath: false,
          stale: staleAfterMillis,
          update: refreshMillis,
          fs: fileSystem,
          onCompromised,
        });
      } catch (error) {
        if (systemCode(error) !== 'ELOCKED') throw explainWriteFailure(error, file);
        const waited = monotonicMillis() - begin;
        if (waited > patienceMillis) throw lockedError(file, readRecord(lock), error);
        if (waited > hurryAfterMillis) pause = shortestPause;
      }
      // Jittered, so that processes which were turned away together do not come back together.
      await delay(pause * (0.5 + Math.random()));
    }
  } finally {
    fileSystem.intents.delete(lock);
  }
}

/**
 * proper-lockfile's signal-exit ends the process when a file may not grow beyond a limit (`ulimit -f`), unless somebody else
 * hears of it too. The write itself fails then, and is told as any other that finds no room.
 */
function goOn(): void {
  // Nothing is to be done.
}

function lockedError(file: string, holder: LockRecord | null, cause: unknown): TicketreeError {
  const age = holder ? Math.max(0, Math.round(Date.now() / 1000 - holder.acquired_at)) : 0;
  const who = holder
    ? `process ${String(holder.pid)}${holder.host === undefined ? '' : ` on ${holder.host}`} ` +
      `(${holder.operation ?? 'no operation named'}, for ${String(age)} s, holder ${holder.holder_id})`
    : 'another process';
  return new TicketreeError(
    'ticket_locked',
    `${file} is locked by ${who}.`,
    'Nothing was changed. Wait until it is done and try again; a lock whose process has died is broken by itself.',
    { cause },
  );
}
