import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { TicketreeError } from '../domain/errors.js';
import { makeFolder, refuseNoFile, writeFileAtomic } from './atomicFile.js';
import { TicketFormatError } from './codec/ticketFormatError.js';
import type { SettingsFile } from './configSources.js';
import { encodeConfig, patchConfig } from './configTemplate.js';
import type { SettingChanges } from './configText.js';
import { readTextIfThere } from './files.js';
import { withLock } from './lock/fileLock.js';
import { refuseNewer, schemaVersionOf } from './schemaVersion.js';
import { patchOwnSettings } from './teamSettings.js';

/** How a file of settings is changed. */
export interface SettingsUpdate {
  /** Undefined for what is to be as if nobody had said it. */
  readonly changes: SettingChanges;
  /** The project's name, for a `config.yaml` that is not there. */
  readonly projectName: string;
  /** Writes a file that cannot be read anew, after a copy; otherwise such a file is refused. */
  readonly anew?: boolean;
}

/**
 * Changes a file of settings under its lock: what another process wrote meanwhile stays. One of ours that has no
 * schema version yet gets one, after a copy.
 * @throws TicketreeError `store_damaged` where the file cannot be read, `store_newer`, `ticket_locked`, `not_writable`,
 * `disk_full`
 */
export async function updateSettings(file: SettingsFile, update: SettingsUpdate, now: Date): Promise<void> {
  await makeFolder(dirname(file.path));
  // A person's own file may be a link into a folder that is shared by machines.
  const path = file.level === 'personal' ? await realpath(file.path).catch(() => file.path) : file.path;
  refuseNoFile(path);
  await withLock(path, 'config_set', async (held) => {
    const before = await readTextIfThere(path);
    if (before === null && file.level !== 'config' && isOnlyRemoval(update)) return;
    const version = schemaVersionOf(before ?? '');
    if (file.level !== 'config') refuseNewer(version, 'file');
    const patched = patchedText(file, before, update);
    if (patched === before) return;
    if (before !== null && patched === null) await keepCopy(file, before, 'damaged', now);
    else if (before !== null && file.level !== 'config' && version === 0) await keepCopy(file, before, 'v0', now);
    await writeFileAtomic(path, patched ?? freshText(file, update), held.assertHeld);
  });
}

function isOnlyRemoval({ changes }: SettingsUpdate): boolean {
  return [...changes.values()].every((value) => value === undefined);
}

/** Null for a file that is to be written anew. @throws TicketreeError `store_damaged` */
function patchedText(file: SettingsFile, before: string | null, update: SettingsUpdate): string | null {
  try {
    if (file.level !== 'config') return patchOwnSettings(file.level, before ?? '', update.changes);
    return patchConfig(before ?? encodeConfig(update.projectName, null), update.changes);
  } catch (error) {
    if (!(error instanceof TicketFormatError)) throw error;
    if (update.anew === true) return null;
    throw new TicketreeError(
      'store_damaged',
      `${file.path}, line ${error.line}: ${error.reason}.`,
      'Nothing was changed. Mend the file, or `ticketree config reset --force` to write it anew; it keeps a copy.',
      { cause: error },
    );
  }
}

function freshText(file: SettingsFile, update: SettingsUpdate): string {
  return patchedText(file, null, update) ?? '';
}

async function keepCopy(file: SettingsFile, text: string, mark: string, now: Date): Promise<void> {
  await makeFolder(file.backups);
  const time = now.toISOString().replaceAll(/[-:]/g, '');
  await writeFileAtomic(join(file.backups, `${basename(file.path)}-${mark}-${time}`), text);
}
