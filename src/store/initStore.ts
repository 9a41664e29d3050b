import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { TicketreeError } from '../domain/errors.js';
import type { InitOptions } from '../domain/initOptions.js';
import { addLines } from './addLines.js';
import { makeFolder, syncFolder, writeFileAtomic } from './atomicFile.js';
import { encodeConfig } from './configTemplate.js';
import { explainWriteFailure, systemCode } from './fileErrors.js';
import { isFolder } from './files.js';
import { findCheckout } from './gitCheckout.js';
import { draftOf, removeAbandonedDrafts } from './initDraft.js';
import { storeFolderName, StoreLayout } from './layout.js';
import { withLock } from './lock/fileLock.js';
import { locateStore } from './locateStore.js';
import { refuseNewerSchema } from './schemaVersion.js';
import { encodeState } from './stateFile.js';
import { pullRequestTemplate, ticketTemplate } from './storeTemplates.js';

/** vibe-ticket's block for the project's .gitignore, byte for byte. */
const gitignoreBlock = `# vibe-ticket
.vibe-ticket/backups/
.vibe-ticket/tmp/
.vibe-ticket/*.log

# vibe-ticket worktree directories
*-vibeticket-*/
`;

/** What of the store is never committed: caches, what belongs to this clone, locks, temp files. */
const storeGitignore = `tmp/
local/
*.lock
*.tmp
`;

/**
 * Makes a store in a project's folder.
 * @throws TicketreeError `store_exists` unless forced, `store_newer`, `store_damaged`, `not_writable`, `disk_full`
 */
export async function initStore(project: string, options: InitOptions, now: Date): Promise<StoreLayout> {
  const layout = new StoreLayout(resolve(project));
  await refuseSecondStore(layout, options.force ?? false);
  try {
    // Only who forces it writes into a store; one that has appeared meanwhile is refused by the rename.
    if (options.force === true && isFolder(layout.root)) await makeAnew(layout, options, now);
    else await makeWhole(layout, options, now);
    if (options.placement === 'beside') await excludeFromGit(layout.project);
    else await addLines(join(layout.project, '.gitignore'), '# vibe-ticket', gitignoreBlock);
  } catch (error) {
    throw explainWriteFailure(error, layout.root);
  }
  return layout;
}

/** @throws TicketreeError `store_exists` */
async function refuseSecondStore(layout: StoreLayout, force: boolean): Promise<void> {
  const found = await locateStore(layout.project);
  if (found?.via === 'mainWorktree') {
    throw new TicketreeError(
      'store_exists',
      `All worktrees share the tickets of the main one, ${found.layout.project}.`,
      'Nothing was changed. Go on without init, or run it in the main worktree.',
    );
  }
  if (!force && isFolder(layout.root)) throw existsAlready(layout);
}

function existsAlready(layout: StoreLayout): TicketreeError {
  return new TicketreeError(
    'store_exists',
    `${layout.project} has a ${storeFolderName} folder already.`,
    'Nothing was changed. Use --force to write its config, state and templates anew; tickets stay.',
  );
}

async function makeAnew(layout: StoreLayout, options: InitOptions, now: Date): Promise<void> {
  await refuseNewerSchema(layout);
  await writeStore(layout, options, now);
}

/** Makes the store beside its place and renames it, so that whoever watches the folder sees a whole store or none. */
async function makeWhole(layout: StoreLayout, options: InitOptions, now: Date): Promise<void> {
  await removeAbandonedDrafts(layout, now);
  const draft = draftOf(layout);
  try {
    await writeStore(draft, options, now);
    await rename(draft.root, layout.root);
  } catch (error) {
    await rm(draft.root, { recursive: true, force: true });
    if (['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '')) throw existsAlready(layout);
    // Nobody knows the draft by its name.
    throw TicketreeError.is(error) ? explainWriteFailure(error.cause, layout.root) : error;
  }
  await syncFolder(layout.project);
}

async function writeStore(layout: StoreLayout, options: InitOptions, now: Date): Promise<void> {
  const templates = join(layout.root, 'templates');
  for (const folder of [layout.tickets, templates, join(layout.root, 'plugins'), layout.backups]) {
    await makeFolder(folder);
  }
  const name = options.name ?? basename(layout.project);
  const description = options.description ?? null;
  await writeFileAtomic(join(layout.root, '.gitignore'), storeGitignore);
  await writeFileAtomic(join(templates, 'ticket.md'), ticketTemplate);
  await writeFileAtomic(join(templates, 'pull_request.md'), pullRequestTemplate);
  await withLock(layout.config, 'init', (held) =>
    writeFileAtomic(layout.config, encodeConfig(name, description), held.assertHeld),
  );
  await writeFileAtomic(layout.state, encodeState(name, description, now));
}

/** Adds the store to `.git/info/exclude`, which belongs to the clone and is never committed. */
async function excludeFromGit(project: string): Promise<void> {
  const checkout = await findCheckout(project);
  if (!checkout) return;
  const path = join(checkout.commonDir, 'info', 'exclude');
  await makeFolder(dirname(path));
  await addLines(path, `${storeFolderName}/`, `${storeFolderName}/\n`);
}
