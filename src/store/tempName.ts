import { createHash, randomBytes } from 'node:crypto';
import { isHolderDead, ownMark } from './lock/lockRecord.js';

/** Names of temp files end in this, never in `.yaml`, so that no reader of the store takes one for a ticket. */
const suffix = '.tmp';

/** `.<file>.<pid>.<place and random digits>.tmp` */
const pattern = /^\..+\.(\d{1,9})\.([0-9a-f]{8})[0-9a-f]{4,12}\.tmp$/;

/** Where a process id means the same: this host and its table of processes. Folders are shared by others. */
const place = createHash('sha256').update(placeName()).digest('hex').slice(0, 8);

/** A name beside that of a file which no other process uses, and which tells of its writer. */
export function tempName(file: string): string {
  return `.${file}.${String(process.pid)}.${place}${randomBytes(6).toString('hex')}${suffix}`;
}

/** Whether a name is that of a temp file of a store. */
export function isTempName(name: string): boolean {
  return pattern.test(name);
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
