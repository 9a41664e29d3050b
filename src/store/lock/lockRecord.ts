import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * What a lock file says (vibe-ticket 0.4, `lock.rs`): who holds it, since when, for what. vibe-ticket ignores `host`,
 * `process_start` and `pid_namespace`, which tell us whether the holder is still alive.
 */
export interface LockRecord extends ProcessMark {
  readonly holder_id: string;
  /** Seconds since the epoch; refreshed while the lock is held. Milliseconds would never go stale for vibe-ticket. */
  readonly acquired_at: number;
  readonly operation: string | null;
}

/** By what a process is known again. */
export interface ProcessMark {
  readonly pid: number;
  readonly host?: string;
  readonly process_start?: string;
  /** In another one, such as a container's, our process table says nothing of the process. */
  readonly pid_namespace?: string;
}

/** Which process table this process belongs to (namespaces(7)); Linux only. */
const pidNamespace = readPidNamespace();

/** A lock that is older than this is stale by vibe-ticket's rule. */
export const staleAfterMillis = 30_000;

export function makeLockRecord(holderId: string, operation: string, now: number): LockRecord {
  const { pid, ...mark } = ownMark();
  return { holder_id: holderId, pid, acquired_at: Math.floor(now / 1000), operation, ...mark };
}

/** The mark of this process. */
export function ownMark(): ProcessMark {
  const stat = processStat(process.pid);
  return {
    pid: process.pid,
    host: hostname(),
    ...(stat === null ? {} : { process_start: stat.start }),
    ...(pidNamespace === null ? {} : { pid_namespace: pidNamespace }),
  };
}

/** As serde_json writes it: pretty, without a final newline. */
export function formatLockRecord(record: LockRecord): string {
  return JSON.stringify(record, null, 2);
}

/** The record in a lock file's text, or null when it is empty, half-written or garbled. */
export function parseLockRecord(text: string): LockRecord | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { holder_id, pid, acquired_at, operation, host, process_start, pid_namespace } = value as Record<
    string,
    unknown
  >;
  if (typeof holder_id !== 'string' || !isWhole(pid) || !isWhole(acquired_at)) return null;
  return {
    holder_id,
    pid,
    acquired_at,
    operation: typeof operation === 'string' ? operation : null,
    ...(typeof host === 'string' ? { host } : {}),
    ...(typeof process_start === 'string' ? { process_start } : {}),
    ...(typeof pid_namespace === 'string' ? { pid_namespace } : {}),
  };
}

/**
 * The time by which a lock is judged: its own word, unless that cannot be trusted.
 * @param record null for an unreadable lock, which is then judged by the file's time
 * @param fileTime modification time of the lock file, milliseconds
 * @returns milliseconds since the epoch; 0, which is always stale, when the holder is known to be dead, or when both
 * times are so far ahead that the clock must have been set back since
 */
export function lockTime(record: LockRecord | null, fileTime: number, now: number): number {
  if (record !== null && isHolderDead(record)) return 0;
  const acquired = record === null ? Infinity : record.acquired_at * 1000;
  // proper-lockfile rounds a refresh up to the next second; what is further ahead comes from a clock that is wrong.
  const time = acquired > now + 2000 ? fileTime : acquired;
  return time > now + staleAfterMillis ? 0 : time;
}

/** Whether our process table tells of a process. A lock without a host, as vibe-ticket's, cannot say so. */
export function isOfThisHost({ host, pid_namespace }: ProcessMark): boolean {
  return host === hostname() && (pid_namespace === undefined || pid_namespace === pidNamespace);
}

/** Whether the holder ran on this host and runs no more. */
export function isHolderDead(record: ProcessMark): boolean {
  if (!isOfThisHost(record)) return false;
  try {
    process.kill(record.pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
  const stat = processStat(record.pid);
  if (stat === null) return false;
  // A zombie has ended; its parent, such as the first process of a container, has not asked for it yet.
  return stat.state === 'Z' || (record.process_start !== undefined && stat.start !== record.process_start);
}

/**
 * The state of a process, and when it started, in the kernel's ticks, so that a pid used again is not taken for the old
 * one; Linux only.
 */
function processStat(pid: number): { readonly state: string; readonly start: string } | null {
  try {
    const text = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The name in parentheses may hold spaces; after it state is the first field and starttime the 20th (proc(5)).
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state, start] = [fields[0], fields[19]];
    return state === undefined || start === undefined ? null : { state, start };
  } catch {
    return null;
  }
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function readPidNamespace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return null;
  }
}
