import { copyFile, mkdir, readdir, readFile, rename, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { TicketreeError } from '../domain/errors.js';
import { mapLimited } from '../util/limiter.js';
import { syncFolder, writeFileAtomic } from './atomicFile.js';
import { explainWriteFailure, systemCode } from './fileErrors.js';
import { isTicketFileName, type StoreLayout } from './layout.js';
import { ensureBackupsFolder } from './localFolders.js';
import { withLock } from './lock/fileLock.js';
import { copyToTrash } from './operations/trash.js';
import { refuseNewerSchema } from './schemaVersion.js';
import { isTempName, isWriterDead, tempName } from './tempName.js';
import { readTicketFile } from './ticketFile.js';
import { listTicketFiles } from './ticketFolder.js';

/** A copy of the store's files. */
export interface Backup {
  /** The time in UTC, such as `20260301T120000Z`, with a number behind it when there were several in one second. */
  readonly name: string;
  /** How many ticket files it holds. */
  readonly tickets: number;
}

/** What a restore did to the tickets folder. */
export interface RestoreResult {
  /** Files that were written. */
  readonly written: number;
  /** Files that the backup does not hold, and that went into the trash. */
  readonly trashed: number;
  /** Files that were the same already. */
  readonly same: number;
}

const namePattern = /^\d{8}T\d{6}Z(?:-\d+)?$/;
const copiesAtOnce = 8;
/** Larger files are no part of vibe-ticket's format: somebody has put them there. */
const largestFile = 10_000_000;

/** The backups, the latest first. */
export async function listBackups(layout: StoreLayout): Promise<Backup[]> {
  const names = (await namesIn(layout.backups)).filter((name) => namePattern.test(name));
  const counted = names.map(async (name) => {
    const tickets = (await namesIn(join(layout.backups, name, 'tickets'))).filter(isTicketFileName).length;
    return { name, tickets };
  });
  return (await Promise.all(counted)).sort((a, b) => b.name.localeCompare(a.name, 'en', { numeric: true }));
}

/**
 * Copies the store's files, all but what belongs to this clone alone and the locks. A backup that has its name is whole.
 * @throws TicketreeError `not_writable`, `disk_full`
 */
export async function createBackup(layout: StoreLayout, now: Date): Promise<Backup> {
  await ensureBackupsFolder(layout);
  await removeAbandoned(layout);
  const stamp = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const temp = join(layout.backups, tempName(stamp));
  try {
    await copyFolder(layout, layout.root, temp);
    const name = await takeName(layout, temp, stamp);
    await syncFolder(layout.backups);
    const copied = await namesIn(join(layout.backups, name, 'tickets'));
    return { name, tickets: copied.filter(isTicketFileName).length };
  } catch (error) {
    await rm(temp, { recursive: true, force: true });
    throw explainWriteFailure(error, layout.backups);
  }
}

/**
 * Brings the tickets folder back to what a backup holds, file by file under the locks; the other files of the store stay.
 * @throws TicketreeError `item_not_found`, `store_newer`, `ticket_locked`, `not_writable`, `disk_full`
 */
export async function restoreBackup(layout: StoreLayout, name: string, now: Date): Promise<RestoreResult> {
  await requireBackup(layout, name);
  await refuseNewerSchema(layout);
  const source = join(layout.backups, name, 'tickets');
  const wanted = new Set((await namesIn(source)).filter(isTicketFileName));
  const counts = { written: 0, trashed: 0, same: 0 };
  await mkdir(layout.tickets, { recursive: true });
  for (const file of new Set([...wanted, ...(listTicketFiles(layout) ?? [])])) {
    const path = join(layout.tickets, file);
    await withLock(path, 'restore_backup', async (held) => {
      const before = await readIfThere(path);
      const after = wanted.has(file) ? await readFile(join(source, file)) : null;
      if (after !== null && before?.equals(after) === true) {
        counts.same++;
      } else if (after !== null) {
        await writeFileAtomic(path, after, held.assertHeld);
        counts.written++;
      } else if (before !== null) {
        await copyToTrash(layout, file, before, now.getTime());
        held.assertHeld();
        await unlink(path);
        counts.trashed++;
      }
    });
  }
  await syncFolder(layout.tickets);
  return counts;
}

/** @throws TicketreeError `item_not_found` */
export async function requireBackup(layout: StoreLayout, name: string): Promise<void> {
  if ((await listBackups(layout)).some((backup) => backup.name === name)) return;
  throw new TicketreeError(
    'item_not_found',
    `There is no backup "${name}".`,
    'See `ticketree backup list` for those that there are.',
  );
}

async function copyFolder(layout: StoreLayout, from: string, to: string): Promise<void> {
  await mkdir(to);
  const left = new Set(from === layout.root ? ['tmp', 'local', 'backups'] : []);
  const names = (await readdir(from)).filter((name) => !left.has(name) && !name.endsWith('.lock') && !isTempName(name));
  await mapLimited(names, copiesAtOnce, async (name) => {
    const path = join(from, name);
    const stats = await stat(path).catch(() => null);
    if (stats?.isDirectory() === true) return copyFolder(layout, path, join(to, name));
    if (stats?.isFile() !== true || stats.size > largestFile) return;
    // Waits for a writer who truncates the file and writes it in place.
    if (from === layout.tickets && isTicketFileName(name)) await readTicketFile(path);
    await copyFile(path, join(to, name)).catch((error: unknown) => {
      if (systemCode(error) !== 'ENOENT') throw error;
    });
  });
}

/** Gives a finished copy the first name that is free; the folder of another backup is never empty, so it stays. */
async function takeName(layout: StoreLayout, temp: string, stamp: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? stamp : `${stamp}-${number}`;
    try {
      await rename(temp, join(layout.backups, name));
      return name;
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(systemCode(error) ?? '') || number > 99) throw error;
    }
  }
}

/** Removes copies that were begun by processes that died. */
async function removeAbandoned(layout: StoreLayout): Promise<void> {
  for (const name of await namesIn(layout.backups)) {
    if (isTempName(name) && isWriterDead(name)) {
      await rm(join(layout.backups, name), { recursive: true, force: true });
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  });
}

async function readIfThere(path: string): Promise<Buffer | null> {
  return readFile(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
}
