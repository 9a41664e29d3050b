import { basename } from 'node:path';
import {
  hasPath,
  stageBlob,
  stagedBlob,
  treeWithFile,
  unstage,
  writeBlob,
  type Blob,
} from '../../../git/treeWithFile.js';
import type { GitRunner } from '../../../git/gitRunner.js';
import type { Worktree } from '../../../git/worktreeList.js';
import { patch } from '../../../store/codec/ticketCodec.js';
import { readTicketFile } from '../../../store/ticketFile.js';
import { checkoutOf, isRemovable, type FinishFacts } from './finishFacts.js';
import { ticketChange, type TicketEnd } from './finishedTicket.js';
import type { StagedTicket } from '../flows/flowFile.js';
import { ownIndexPath } from '../flows/flowFolder.js';
import type { GitContext } from '../gitContext.js';
import { isInside } from '../start/worktreePath.js';

/** The ticket's own file as it will be, for the commit that brings its work home. */
export interface TicketCommit {
  /** The same tree with the ticket's file in it. */
  readonly dress: (tree: string) => Promise<string>;
  /** What is to be put into the index of the checkout that holds the store; null where no such checkout is moved. */
  readonly staged: StagedTicket | null;
}

/**
 * Makes the ticket's file ready to be committed, in the form that the end of the finish will give it.
 * @returns null where the repository does not hold the store
 */
export async function ticketCommitOf(
  context: GitContext,
  facts: FinishFacts,
  end: TicketEnd,
): Promise<TicketCommit | null> {
  const { runner, store } = context;
  const { repository, home, base, ticket } = facts;
  const { storePath, commonDir } = repository;
  if (storePath === null || !(await hasPath(runner, home, base.id, `${storePath}/config.yaml`))) return null;
  const file = store.fileOf(ticket.id);
  const read = await readTicketFile(file);
  if (read?.kind !== 'ticket') return null;
  const change = await ticketChange(context, end);
  const path = `${storePath}/tickets/${basename(file)}`;
  const blob: Blob = { path, id: await writeBlob(runner, home, path, await patch(read.text, change(read.ticket))) };
  const index = ownIndexPath(commonDir);
  const checkout = checkoutOfStore(context, facts);
  return {
    dress: (tree) => treeWithFile(runner, home, tree, blob, index),
    staged: checkout && { ...blob, worktree: checkout.path, before: await stagedBlob(runner, checkout.path, path) },
  };
}

/**
 * Tells the index what the commit says, so that git, on its way there, leaves the live file alone.
 */
export async function stageTicket(runner: GitRunner, staged: StagedTicket): Promise<void> {
  await stageBlob(runner, staged.worktree, staged);
}

/** Takes back {@link stageTicket}, unless something else has been staged since. */
export async function unstageTicket(runner: GitRunner, staged: StagedTicket): Promise<void> {
  const { worktree, path, id, before } = staged;
  if ((await stagedBlob(runner, worktree, path)) !== id) return;
  if (before === null) await unstage(runner, worktree, path);
  else await stageBlob(runner, worktree, { path, id: before });
}

/** The checkout that holds the store, if the finish takes it to the new commit. */
function checkoutOfStore(context: GitContext, { worktrees, base, checkout }: FinishFacts): Worktree | null {
  const ofBase = checkoutOf(worktrees, base.short);
  const moved = ofBase ?? (checkout !== null && !isRemovable(context, checkout) ? checkout : null);
  return moved !== null && isInside(moved.path, context.layout.project) ? moved : null;
}
