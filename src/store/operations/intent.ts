import { readdirSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalEntry } from '../../domain/operation.js';
import { writeFileAtomic } from '../atomicFile.js';
import { systemCode } from '../fileErrors.js';
import { readTextIfThere } from '../files.js';
import { isTicketFileName, type StoreLayout } from '../layout.js';
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
export function listIntents(layout: StoreLayout): string[] {
  try {
    return readdirSync(layout.operations)
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
    const value: unknown = text === null ? null : JSON.parse(text);
    return isIntent(value) ? value : null;
  } catch {
    return null;
  }
}

function isIntent(value: unknown): value is Intent {
  if (!isRecord(value) || !isRecord(value['process']) || !isRecord(value['entry'])) return false;
  const { process, entry, changes } = value;
  const isTold =
    typeof entry['id'] === 'string' && typeof entry['at'] === 'string' && typeof entry['action'] === 'string';
  return typeof process['pid'] === 'number' && isTold && Array.isArray(changes) && changes.every(isFileChange);
}

/** A file may have come with a cloned repository, and must not lead out of the tickets folder. */
function isFileChange(value: unknown): value is FileChange {
  if (!isRecord(value)) return false;
  const { file, before, after } = value;
  const isOurs = typeof file === 'string' && isTicketFileName(file) && !/[/\\]/.test(file);
  return isOurs && [before, after].every((text) => text === null || typeof text === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Never fails: one that stays is looked at again by whoever comes next. @returns whether it is gone */
export async function removeIntent(path: string): Promise<boolean> {
  return unlink(path).then(
    () => true,
    (error: unknown) => systemCode(error) === 'ENOENT',
  );
}
