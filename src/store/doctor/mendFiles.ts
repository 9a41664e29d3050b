import { lstat, rename, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Finding } from '../../domain/finding.js';
import { syncFolder } from '../atomicFile.js';
import { configSource } from '../configSources.js';
import { updateSettings } from '../configWrite.js';
import { explainWriteFailure } from '../fileErrors.js';
import { readTextIfThere } from '../files.js';
import type { StoreLayout } from '../layout.js';
import { breakStaleLock, isStaleLock } from '../lock/breakLock.js';
import { withLocks } from '../lock/fileLock.js';
import { copyToTrash } from '../operations/trash.js';
import { readState } from '../stateFile.js';
import { listLocks, sweepTempFiles } from '../sweepTempFiles.js';
import { needlessCopies, renamings, type Renaming } from './checkFiles.js';
import type { TicketFiles } from './ticketFiles.js';

/** Removes what dead processes have left. */
export async function mendLeftovers(layout: StoreLayout): Promise<void> {
  await sweepTempFiles(layout);
  for (const lock of await listLocks(layout, isStaleLock)) await breakStaleLock(lock);
}

/** Gives ticket files their right names and puts needless copies into the trash. @throws as {@link withLocks} */
export async function mendNames(layout: StoreLayout, read: TicketFiles, now: Date): Promise<void> {
  for (const renaming of renamings(read)) await renameFile(layout, renaming, read.files.get(renaming.from)?.text);
  for (const name of needlessCopies(read)) {
    const path = join(layout.tickets, name);
    await withLocks([path], 'doctor', async (held) => {
      const text = await readTextIfThere(path);
      if (text === null || text !== read.files.get(name)?.text) return;
      await copyToTrash(layout, name, text, now.getTime());
      held.assertHeld();
      await unlink(path);
    });
  }
}

/** Writes the keys that `config.yaml` lacks. @throws TicketreeError `not_writable`, `ticket_locked` */
export async function mendConfig(layout: StoreLayout, findings: readonly Finding[], now: Date): Promise<void> {
  if (!findings.some(({ code, fixable }) => code === 'config' && fixable)) return;
  const projectName = (await readState(layout)).name ?? basename(layout.project);
  await updateSettings(configSource(layout), { changes: new Map(), projectName }, now);
}

/** Leaves a file alone that somebody has changed, or whose right name somebody has taken meanwhile. */
async function renameFile(layout: StoreLayout, { from, to }: Renaming, text: string | undefined): Promise<void> {
  const [source, target] = [join(layout.tickets, from), join(layout.tickets, to)];
  await withLocks([source, target], 'doctor', async (held) => {
    const isTaken = await lstat(target).then(
      () => true,
      () => false,
    );
    if (isTaken || (await readTextIfThere(source)) !== text) return;
    held.assertHeld();
    await rename(source, target).catch((error: unknown) => {
      throw explainWriteFailure(error, target);
    });
    await syncFolder(layout.tickets);
  });
}
