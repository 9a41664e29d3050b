import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalEntry } from '../../domain/operation.js';
import { writeFileAtomic } from '../atomicFile.js';
import { systemCode } from '../fileErrors.js';
import { readTextIfThere } from '../files.js';
import type { StoreLayout } from '../layout.js';
import { ensureLocalFolder } from '../localFolders.js';
import { ownMark, type ProcessMark } from '../lock/lockRecord.js';
import type { FileChange } from './fileChange.js';

/**
 * What a process is about to do to several files, written down before it touches the first, so that whoever comes after
 * its death can finish it.
 */
export interface Intent {
  readonly process: ProcessMark;
  readonly entry: JournalEntry;
  readonly changes: readonly FileChange[];
}

const suffix = '.json';

/** Writes an intent down, durably. @returns its path */
export async function writeIntent(
  layout: StoreLayout,
  entry: JournalEntry,
  changes: readonly FileChange[],
): Promise<string> {
  await ensureLocalFolder(layout, layout.operations);
  const path = join(layout.operations, `${entry.id}${suffix}`);
  const intent: Intent = { process: ownMark(), entry, changes };
  await writeFileAtomic(path, JSON.stringify(intent));
  return path;
}

/** Paths of the intents that there are. */
export async function listIntents(layout: StoreLayout): Promise<string[]> {
  try {
    const names = await readdir(layout.operations);
    return names
      .filter((name) => name.endsWith(suffix) && !name.startsWith('.'))
      .map((name) => join(layout.operations, name));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Null when it is gone, or is no intent of ours. */
export async function readIntent(path: string): Promise<Intent | null> {
  const text = await readTextIfThere(path);
  try {
    return text === null ? null : (JSON.parse(text) as Intent);
  } catch {
    return null;
  }
}

export async function removeIntent(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error;
  });
}
