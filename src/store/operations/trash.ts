import { readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../atomicFile.js';
import { explainWriteFailure, systemCode } from '../fileErrors.js';
import { isTicketFileName, type StoreLayout } from '../layout.js';
import { ensureLocalFolder } from '../localFolders.js';

/** A ticket's file in the trash. */
export interface TrashItem {
  /** Name inside the trash folder: the time in milliseconds, and the file's name. */
  readonly name: string;
  /** Name that the file had among the tickets. */
  readonly file: string;
  /** When it was thrown away, milliseconds since the epoch. */
  readonly at: number;
  readonly text: string;
}

/** Puts a copy of a file into the trash, durably. @returns what takes it out again, if that can be done */
export async function copyToTrash(
  layout: StoreLayout,
  file: string,
  text: string | Uint8Array,
  at: number,
): Promise<() => Promise<void>> {
  await ensureLocalFolder(layout, layout.trash);
  const path = join(layout.trash, `${String(at)}-${file}`);
  await writeFileAtomic(path, text);
  return () => removeFile(path).catch(() => undefined);
}

/** What lies in the trash, the latest first. */
export async function listTrash(layout: StoreLayout): Promise<TrashItem[]> {
  let names: string[];
  try {
    names = await readdir(layout.trash);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
  const items = await Promise.all(names.filter(isTicketFileName).map((name) => readItem(layout, name)));
  return items.filter((item) => item !== null).sort((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1));
}

/** Takes items out of the trash for ever. @throws TicketreeError `not_writable` */
export async function removeFromTrash(layout: StoreLayout, items: readonly TrashItem[]): Promise<void> {
  for (const { name } of items) await removeFile(join(layout.trash, name));
}

async function readItem(layout: StoreLayout, name: string): Promise<TrashItem | null> {
  const parts = /^(\d+)-(.+)$/.exec(name);
  if (!parts?.[2]) return null;
  try {
    return { name, file: parts[2], at: Number(parts[1]), text: await readFile(join(layout.trash, name), 'utf8') };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function removeFile(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw explainWriteFailure(error, path);
  });
}
