import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { tempPath } from './atomicFile.js';
import { storeFolderName, StoreLayout } from './layout.js';
import { isHolderDead } from './lock/lockRecord.js';

/** No store takes that long to make, milliseconds. */
const longestInit = 60_000;

/** A store that is being made beside its place. */
export function draftOf(layout: StoreLayout): StoreLayout {
  return new StoreLayout(layout.project, basename(tempPath(layout.root)));
}

/** Removes the drafts of processes that were killed while they made a store. What cannot be removed stays. */
export async function removeAbandonedDrafts(layout: StoreLayout, now: Date): Promise<void> {
  for (const name of await readdir(layout.project)) {
    const pid = draftPid(name);
    if (pid === null) continue;
    const path = join(layout.project, name);
    const age = now.getTime() - ((await stat(path).catch(() => null))?.mtimeMs ?? now.getTime());
    // The age is for a process whose number another one has got.
    if (age <= longestInit && !isHolderDead({ pid, host: hostname() })) continue;
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** The process that made a draft of that name ({@link tempPath}); null for any other name. */
function draftPid(name: string): number | null {
  const start = `.${storeFolderName}.`;
  const rest = name.startsWith(start) ? /^(\d{1,10})\.[0-9a-f]{12}\.tmp$/.exec(name.slice(start.length)) : null;
  return rest?.[1] === undefined ? null : Number(rest[1]);
}
