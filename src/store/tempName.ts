import { isHolderDead, ownMark } from './lock/lockRecord.js';

/** Names of temp files end in this, never in `.yaml`, so that no reader of the store takes one for a ticket. */
const suffix = '.tmp';

/** `.<file>.<pid>.<place and time>.tmp` */
const pattern = /^\..+\.(\d{1,9})\.([0-9a-f]{8})[0-9a-f]{4,16}\.tmp$/;

/** Where a process id means the same: this host and its table of processes. Folders are shared by others. */
const place = hexDigits(fnv1a(placeName()), 8);

/** A name beside that of a file which nobody else uses, and which tells of its writer. */
export function tempName(file: string): string {
  // Node's module for random numbers would cost a short command several milliseconds; no two moments are the same.
  const moment = hexDigits(process.hrtime.bigint(), 12);
  return `.${file}.${String(process.pid)}.${place}${moment}${suffix}`;
}

/** Whether a name is that of a temp file of a store. */
export function isTempName(name: string): boolean {
  // Nearly all names end otherwise, and are sorted out without a regular expression.
  return name.endsWith(suffix) && pattern.test(name);
}

/** Whether the writer of a temp file is known to be dead: it ran here, and runs no more. */
export function isWriterDead(name: string): boolean {
  const [, pid, mark] = pattern.exec(name) ?? [];
  const { host } = ownMark();
  return mark === place && host !== undefined && isHolderDead({ pid: Number(pid), host });
}

function placeName(): string {
  const { host, pid_namespace } = ownMark();
  return JSON.stringify([host, pid_namespace]);
}

/** A hash of 32 bits (FNV-1a), which tells a handful of hosts apart. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

function hexDigits(value: number | bigint, length: number): string {
  return value.toString(16).padStart(length, '0').slice(-length);
}
