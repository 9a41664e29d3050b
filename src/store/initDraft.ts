import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { tempPath } from './atomicFile.js';
import { storeFolderName, StoreLayout } from './layout.js';
import { isTempName, isWriterDead } from './tempName.js';

/** No store takes that long to make, milliseconds. */
const longestInit = 60_000;

/** A store that is being made beside its place. */
export function draftOf(layout: StoreLayout): StoreLayout {
  return new StoreLayout(layout.project, basename(tempPath(layout.root)));
}

/** Removes the drafts of processes that were killed while they made a store. What cannot be removed stays. */
export async function removeAbandonedDrafts(layout: StoreLayout, now: Date): Promise<void> {
  const names = await readdir(layout.project);
  for (const name of names.filter((each) => each.startsWith(`.${storeFolderName}.`) && isTempName(each))) {
    const path = join(layout.project, name);
    const time = (await stat(path).catch(() => null))?.mtimeMs ?? now.getTime();
    // The age is for a process of another host, or one whose number another has got.
    if (now.getTime() - time <= longestInit && !isWriterDead(name)) continue;
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}
