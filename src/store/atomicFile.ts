import { closeSync, fchmodSync, fsync as fsyncCallback, lstatSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, realpath, unlink } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { TicketreeError } from '../domain/errors.js';
import { explainWriteFailure } from './fileErrors.js';
import { isFolder, statIfThere } from './files.js';
import { storeFolderName } from './layout.js';
import { tempName } from './tempName.js';

/**
 * Only this waits for the disk, and so must not keep the process from everything else. All other calls here end within
 * microseconds, a fraction of what a promise for each would take.
 */
const fsync = promisify(fsyncCallback);

/** A path beside `file` that no other process uses. */
export function tempPath(file: string): string {
  return join(dirname(file), tempName(basename(file)));
}

/** New content that lies beside its file, durable but not yet in its place. */
export interface PreparedFile {
  /** The folder that is to be synced after the commit. */
  readonly folder: string;
  /** Puts the content in its place; durable when the folder has been synced. */
  commit(): void;
  discard(): Promise<void>;
}

/**
 * Writes new content beside a file, so that putting it in place needs no more space. Keeps the permission bits; a
 * symbolic link is written through.
 * @throws TicketreeError `not_writable` or `disk_full`
 */
export async function prepareFile(file: string, content: string | Uint8Array): Promise<PreparedFile> {
  try {
    const target = await resolveLink(file);
    refuseNoFile(target);
    const temp = tempPath(target);
    const discard = async (): Promise<void> => {
      await unlink(temp).catch(() => undefined);
    };
    try {
      await writeDurably(temp, content, permissionBits(target));
    } catch (error) {
      await discard();
      throw error;
    }
    const commit = (): void => {
      renameSync(temp, target);
    };
    return { folder: dirname(target), commit, discard };
  } catch (error) {
    throw explainWriteFailure(error, file);
  }
}

/**
 * Replaces a file's content so that any reader sees the old bytes or the new ones, also after a power cut: temp file,
 * fsync, rename, fsync of the folder.
 * @param check called last before the file is replaced; what it throws leaves the old file as it is
 * @throws TicketreeError `not_writable` or `disk_full`; the old file is whole then
 */
export async function writeFileAtomic(
  file: string,
  content: string | Uint8Array,
  check?: () => void | Promise<void>,
): Promise<void> {
  const prepared = await prepareFile(file, content);
  try {
    await check?.();
    prepared.commit();
    await syncFolder(prepared.folder);
  } catch (error) {
    await prepared.discard();
    throw explainWriteFailure(error, file);
  }
}

/** Makes a folder and those above it, where they are missing. @throws TicketreeError */
export async function makeFolder(folder: string): Promise<void> {
  if (isFolder(folder)) return;
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw explainWriteFailure(error, folder);
  }
}

/** Makes renames and removals in a folder durable. Windows cannot open folders, and does not need it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    await fsync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * A rename puts a file in the place of whatever is there, also of a device such as `/dev/null`.
 * @throws TicketreeError `store_damaged` where there is something else than a file
 */
export function refuseNoFile(path: string): void {
  if (statIfThere(path)?.isFile() ?? true) return;
  throw new TicketreeError(
    'store_damaged',
    `Cannot write ${path}: it is no file.`,
    'Nothing was changed. Move away what does not belong there, or name a file.',
  );
}

async function writeDurably(path: string, content: string | Uint8Array, mode: number | undefined): Promise<void> {
  const handle = openSync(path, 'wx', mode);
  try {
    writeFileSync(handle, content);
    // The mode given to openSync() is cut by the umask; a file that was open to a group stays so.
    if (mode !== undefined) fchmodSync(handle, mode);
    await fsync(handle);
  } finally {
    closeSync(handle);
  }
}

function permissionBits(file: string): number | undefined {
  const stats = statIfThere(file);
  return stats === null ? undefined : stats.mode & 0o7777;
}

/**
 * Where a file really is. A link may lead anywhere inside the project, but not out of it: links come with a cloned
 * repository, and a write must not end in a file of the person's own.
 */
async function resolveLink(file: string): Promise<string> {
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return file;
  const [target, folder] = await Promise.all([realpath(file), realpath(dirname(file))]);
  const store = folder.split(sep).lastIndexOf(storeFolderName);
  const project = store === -1 ? folder : folder.split(sep).slice(0, store).join(sep);
  if (target.startsWith(`${project}${sep}`)) return target;
  throw new TicketreeError(
    'store_damaged',
    `${file} is a link that leads out of the project.`,
    'Nothing was changed. Put a file in the place of the link.',
  );
}
