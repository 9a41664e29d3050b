import { TicketreeError } from '../domain/errors.js';
import { readTextIfThere, statIfThere } from './files.js';
import { isSettled, sameStamp, stampOf, type KnownStamp } from './fileStamp.js';
import type { StoreLayout } from './layout.js';

/** The version of our own files, and of the shapes of a ticket's metadata, that this program writes. */
export const ownSchemaVersion = 1;

/** What was read of a file, so that asking before each write costs a look at its stamp. */
const known = new Map<string, KnownStamp & { readonly version: number }>();

/**
 * @throws TicketreeError `store_newer` where a newer program has written one of our files; a store without any, as
 * vibe-ticket makes it, is of every version
 */
export async function refuseNewerSchema(layout: StoreLayout): Promise<void> {
  const versions = await Promise.all([layout.teamSettings, layout.views].map(readVersion));
  refuseNewer(Math.max(...versions), 'store');
}

/** @throws TicketreeError `store_newer` */
export function refuseNewer(version: number, what: string): void {
  if (version <= ownSchemaVersion) return;
  throw new TicketreeError(
    'store_newer',
    `This ${what} was written by a newer Ticketree (schema ${version}, this one knows ${ownSchemaVersion}).`,
    'Nothing was changed; it can be read only here. Update Ticketree, then try again.',
  );
}

/**
 * What a file says of its version, also one that cannot be parsed, as after a merge: then the newest that it names. A
 * file that says nothing is of version 0.
 */
export function schemaVersionOf(text: string): number {
  const found = text.matchAll(/^\ufeff?(?:\{\s*)?["']?schema_version["']?\s*:\s*["']?(\d+)/gm);
  return Math.max(0, ...Array.from(found, ([, digits]) => Number(digits)));
}

async function readVersion(path: string): Promise<number> {
  const stats = statIfThere(path);
  if (stats === null) return 0;
  const stamp = stampOf(stats);
  const seen = known.get(path);
  if (seen?.settled === true && sameStamp(seen.stamp, stamp)) return seen.version;
  // What cannot be read cannot say that it is newer, and must keep nobody from writing a ticket down.
  const version = schemaVersionOf((await readTextIfThere(path).catch(() => null)) ?? '');
  known.set(path, { stamp, settled: isSettled(stamp), version });
  return version;
}
