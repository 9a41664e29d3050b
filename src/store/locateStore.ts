import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TicketreeError } from '../domain/errors.js';
import { isFolder } from './files.js';
import { ancestors, findCheckout, placeInWorktree, standInForMain, type GitCheckout } from './gitCheckout.js';
import { storeFolderName, StoreLayout } from './layout.js';

/** A store, and which way it was found. */
export interface FoundStore {
  readonly layout: StoreLayout;
  /** `mainWorktree`: the folder belongs to a linked git worktree, and the store is that of the main one or its stand-in. */
  readonly via: 'folder' | 'mainWorktree';
}

/**
 * Finds the store of a folder by walking up. In a linked worktree the same relative place in the main worktree comes
 * first, so that every window, shell and agent of one clone sees one live store; in a bare clone the worktree of its
 * default branch stands for the main one.
 * @returns null when there is none
 */
export async function locateStore(folder: string): Promise<FoundStore | null> {
  const start = await realpath(folder);
  let checkout = await findCheckout(start);
  let home = await homeOf(checkout);
  for (const each of ancestors(start)) {
    if (checkout !== null && each === dirname(checkout.root)) {
      // A submodule, or another clone, may stand in a linked worktree, which has no more than a copy of the store.
      checkout = await findCheckout(each);
      home = await homeOf(checkout);
    }
    const twin = checkout && home !== null ? placeInWorktree(home, checkout, each) : null;
    if (twin !== null && isFolder(join(twin, storeFolderName))) {
      return { layout: new StoreLayout(twin), via: 'mainWorktree' };
    }
    if (isFolder(join(each, storeFolderName))) return { layout: new StoreLayout(each), via: 'folder' };
  }
  return null;
}

/** Root of the worktree whose store a linked one shares; null where it has its own. */
async function homeOf(checkout: GitCheckout | null): Promise<string | null> {
  return checkout && ((await standInForMain(checkout)) ?? checkout.mainWorktree);
}

/** As {@link locateStore}. @throws TicketreeError `no_store` */
export async function requireStore(folder: string): Promise<FoundStore> {
  const found = await locateStore(folder);
  if (found) return found;
  throw new TicketreeError(
    'no_store',
    `There is no ${storeFolderName} folder in ${folder} or above.`,
    'Run `ticketree init` in the project, or name the project with -p.',
  );
}
