import { unlink } from 'node:fs/promises';
import { TicketreeError } from '../domain/errors.js';
import { writeFileAtomic } from './atomicFile.js';
import { explainWriteFailure, systemCode } from './fileErrors.js';
import { readTextIfThere } from './files.js';
import type { StoreLayout } from './layout.js';
import { withLock } from './lock/fileLock.js';

const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The list as it is written here, and by vibe-ticket; people write others. */
const ownForm = /^(?:- [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\n)*$/;

/**
 * Ids of the tickets that are being worked on, the first of them *the* active one. Read as vibe-ticket 0.4 does:
 * `active_tickets.yaml` if it is there, else the bare id in `active_ticket`; what is no id is skipped.
 */
export async function readActiveTickets(layout: StoreLayout): Promise<readonly string[]> {
  const list = await readTextIfThere(layout.activeTickets);
  if (list !== null) return ((await parseList(list)) ?? []).filter((id) => idPattern.test(id));
  const legacy = (await readTextIfThere(layout.legacyActiveTicket))?.trim().toLowerCase() ?? '';
  return idPattern.test(legacy) ? [legacy] : [];
}

/**
 * Changes the list under its lock; an empty list removes the file, as vibe-ticket does.
 * @returns the list as it is now
 */
export async function updateActiveTickets(
  layout: StoreLayout,
  change: (ids: readonly string[]) => readonly string[],
): Promise<readonly string[]> {
  return withLock(layout.activeTickets, 'set_active_ticket', async (held) => {
    const before = await readActiveTickets(layout);
    await refuseDamaged(layout);
    const after = change(before);
    if (after.join() === before.join()) return before;
    held.assertHeld();
    if (after.length > 0) await writeFileAtomic(layout.activeTickets, after.map((id) => `- ${id}\n`).join(''));
    else await removeIfThere(layout.activeTickets);
    // vibe-ticket up to 0.3 would go on believing its own file.
    await removeIfThere(layout.legacyActiveTicket);
    return after;
  });
}

/** @throws TicketreeError `store_damaged` for a list that cannot be read, as after a merge conflict */
async function refuseDamaged(layout: StoreLayout): Promise<void> {
  const list = await readTextIfThere(layout.activeTickets);
  if (list === null || (await parseList(list)) !== null) return;
  throw new TicketreeError(
    'store_damaged',
    `${layout.activeTickets} is no list of ticket ids.`,
    'Nothing was changed there. Mend the file, or remove it if no ticket is being worked on.',
  );
}

/** The words of the list; null when it is none. */
async function parseList(text: string): Promise<string[] | null> {
  if (ownForm.test(text)) return text.match(/[0-9a-f-]{36}/g) ?? [];
  // Loaded here, since it takes longer than all else of a short command.
  const { parse } = await import('yaml');
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    return null;
  }
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string').map((id) => id.toLowerCase()) : null;
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw explainWriteFailure(error, path);
  }
}
