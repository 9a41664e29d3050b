import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder, writeFileAtomic } from '../atomicFile.js';
import { readTextIfThere } from '../files.js';
import type { Journal } from '../journal/journal.js';
import type { StoreLayout } from '../layout.js';
import { withLocks } from '../lock/fileLock.js';
import { isHolderDead, isOfThisHost, ownMark } from '../lock/lockRecord.js';
import { silentLogger, type Logger } from '../../util/logger.js';
import { underWay } from './commitFiles.js';
import type { FileChange } from './fileChange.js';
import { listIntents, readIntent, removeIntent, type Intent } from './intent.js';
import { copyToTrash } from './trash.js';

/** No operation takes that long, milliseconds. */
const longestOperation = 3_600_000;

/**
 * Finishes what processes that died in the middle of an operation over several tickets left half done. A file that
 * somebody changed since keeps what they wrote. What fails here is tried again by whoever comes next.
 * @returns how many operations were finished
 */
export async function recoverOperations(layout: StoreLayout, journal: Journal, logger: Logger): Promise<number> {
  let count = 0;
  for (const path of intentsOf(layout, logger)) {
    try {
      if (await recover(layout, journal, path)) count++;
    } catch (error) {
      logger.warn(`the operation ${path} cannot be finished now`, error);
    }
  }
  return count;
}

function intentsOf(layout: StoreLayout, logger: Logger): string[] {
  try {
    return listIntents(layout);
  } catch (error) {
    logger.warn(`${layout.operations} cannot be read`, error);
    return [];
  }
}

async function recover(layout: StoreLayout, journal: Journal, path: string): Promise<boolean> {
  const intent = await readIntent(path);
  if (intent === null || !isAbandoned(intent)) return false;
  const files = intent.changes.map(({ file }) => join(layout.tickets, file));
  return withLocks(files, 'recover_operation', async (held) => {
    // Another process may have been first.
    if ((await readIntent(path)) === null) return false;
    for (const change of intent.changes) {
      held.assertHeld();
      await finish(layout, change, Date.parse(intent.entry.at));
    }
    await syncFolder(layout.tickets);
    const isTold = (await journal.latest()).some(({ id }) => id === intent.entry.id);
    if (!isTold) await journal.append(intent.entry);
    await removeIntent(path);
    return true;
  });
}

async function finish(layout: StoreLayout, change: FileChange, at: number): Promise<void> {
  const path = join(layout.tickets, change.file);
  if ((await readTextIfThere(path)) !== change.before) return;
  if (change.after !== null) {
    await writeFileAtomic(path, change.after);
  } else if (change.before !== null) {
    await copyToTrash(layout, change.file, change.before, at);
    await unlink(path);
  }
}

/** Whether one of these files belongs to an operation that was left half done. */
export async function isHalfDone(layout: StoreLayout, files: readonly string[]): Promise<boolean> {
  for (const path of intentsOf(layout, silentLogger)) {
    const intent = await readIntent(path);
    if (intent?.changes.some(({ file }) => files.includes(file)) === true && isAbandoned(intent)) return true;
  }
  return false;
}

/** Whether nobody is at an operation any more. */
export function isAbandoned({ process, entry }: Intent): boolean {
  // Of a process on another host, or in a container that may be gone, nothing more is known.
  if (!isOfThisHost(process)) return Math.abs(Date.now() - Date.parse(entry.at)) > longestOperation;
  const own = ownMark();
  const isOurs = process.pid === own.pid && process.process_start === own.process_start;
  return isOurs ? !underWay.has(entry.id) : isHolderDead(process);
}
