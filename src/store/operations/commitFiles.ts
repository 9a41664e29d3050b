import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import { TicketreeError } from '../../domain/errors.js';
import type { JournalEntry } from '../../domain/operation.js';
import { mapLimited } from '../../util/limiter.js';
import { syncFolder } from '../atomicFile.js';
import { explainWriteFailure, systemCode } from '../fileErrors.js';
import type { StoreLayout } from '../layout.js';
import { carryOver, carryOverLateText } from './carryOver.js';
import type { FileChange } from './fileChange.js';
import { removeIntent, writeIntent } from './intent.js';
import { deleteFile, prepareReplacement, type ReplacedFile, type Replacement } from './replacedFile.js';
import { copyToTrash } from './trash.js';

/** Ids of the operations that this process is at. Their intents are not what a dead process left. */
export const underWay = new Set<string>();

/** So many replaced files are held open at once, as long as nobody writes to them. */
const mostHeld = 64;

interface CommitHooks {
  /** Called last before the first file is touched; what it throws leaves all as it is. */
  readonly check: () => Promise<void>;
  /** Called when the files are written, before the intent goes. */
  readonly done: () => Promise<void>;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Brings files from their old texts to their new ones, all of them or none, also when the process is killed or the disk
 * fills up: first everything that needs space, then the intent, then the renames. All files must be locked.
 * @throws TicketreeError `not_writable`, `disk_full`, and what `check` throws
 */
export async function commitFiles(
  layout: StoreLayout,
  entry: JournalEntry,
  changes: readonly FileChange[],
  hooks: CommitHooks,
): Promise<void> {
  underWay.add(entry.id);
  const replaced: ReplacedFile[] = [];
  try {
    const steps = await prepareAll(layout, changes, Date.parse(entry.at), hooks.onProgress);
    let intent: string | null = null;
    try {
      await hooks.check();
      if (changes.length > 1) intent = await writeIntent(layout, entry, changes);
    } catch (error) {
      await discardAll(steps);
      throw error;
    }
    await runAll(layout, steps, intent, replaced);
    await hooks.done();
    if (intent !== null) await removeIntent(intent);
  } finally {
    underWay.delete(entry.id);
    await mapLimited(replaced, mostHeld, carryOverLateText);
  }
}

interface Step extends Replacement {
  readonly change: FileChange;
}

async function prepareAll(
  layout: StoreLayout,
  changes: readonly FileChange[],
  at: number,
  onProgress: CommitHooks['onProgress'],
): Promise<Step[]> {
  const steps: Step[] = [];
  try {
    for (const change of changes) {
      steps.push(await prepareStep(layout, change, at));
      onProgress(steps.length, changes.length);
    }
    return steps;
  } catch (error) {
    await discardAll(steps);
    throw error;
  }
}

async function prepareStep(layout: StoreLayout, change: FileChange, at: number): Promise<Step> {
  const path = join(layout.tickets, change.file);
  if (change.after === null) {
    const discard = await copyToTrash(layout, change.file, change.before ?? '', at);
    return { change, run: () => deleteFile(path, change.before), discard };
  }
  return { change, ...(await prepareReplacement(path, change.before, change.after)) };
}

async function runAll(
  layout: StoreLayout,
  steps: readonly Step[],
  intent: string | null,
  replaced: ReplacedFile[],
): Promise<void> {
  let count = 0;
  try {
    for (const step of steps) {
      const file = step.run();
      count++;
      // At once, before anybody builds on what lacks it; and once more when all is done.
      if (file?.isChanged === true) await carryOverLateText(file);
      else if (file) hold(file, replaced);
      if (count % mostHeld === 0) await letOthersRun();
    }
    await syncFolder(layout.tickets);
  } catch (error) {
    // An intent that stays is finished by whoever comes next.
    const isUndone =
      (await rollBack(layout, steps.slice(0, count))) && (intent === null || (await removeIntent(intent)));
    await discardAll(steps.slice(isUndone ? 0 : count));
    const explained = explainWriteFailure(error, layout.tickets);
    throw isUndone ? explained : unfinished(explained);
  }
}

/** Keeps a replaced file open; of too many lets go the oldest to which nobody has written. */
function hold(file: ReplacedFile, replaced: ReplacedFile[]): void {
  replaced.push(file);
  if (replaced.length <= mostHeld) return;
  const quiet = replaced.findIndex(({ isChanged }) => !isChanged);
  if (quiet !== -1) replaced.splice(quiet, 1)[0]?.close();
}

function unfinished(cause: unknown): TicketreeError {
  return new TicketreeError(
    TicketreeError.is(cause) ? cause.code : 'internal',
    `${cause instanceof Error ? cause.message : String(cause)} Some of the tickets were changed already.`,
    'The next command that can write here changes the others too.',
    { cause },
  );
}

/** Gives files their old texts back. @returns whether all have them */
async function rollBack(layout: StoreLayout, steps: readonly Step[]): Promise<boolean> {
  let isUndone = true;
  for (const { change } of steps) {
    const path = join(layout.tickets, change.file);
    try {
      if (change.before === null) await removeIfThere(path);
      else await carryOver(path, { from: change.after, to: change.before });
    } catch {
      isUndone = false;
    }
  }
  return isUndone;
}

async function discardAll(steps: readonly Step[]): Promise<void> {
  for (const step of steps) await step.discard();
}

async function removeIfThere(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error;
  });
}
