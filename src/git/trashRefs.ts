import { randomBytes } from 'node:crypto';
import type { GitRunner } from './gitRunner.js';
import { branchRef, listRefs } from './refs.js';
import { commitToRestore } from './snapshot.js';
import { updateRefs, type RefUpdate } from './updateRefs.js';

/** What a trash ref keeps: the tip of a deleted branch, or what a removed worktree held that was not committed. */
export type TrashKind = 'branch' | 'worktree';

/** Something that was deleted, and the ref that keeps it from being collected. */
export interface TrashRef {
  readonly ref: string;
  /** Id of the commit. */
  readonly id: string;
  readonly kind: TrashKind;
  /** Short name of the branch; of a detached worktree the name of its folder. */
  readonly name: string;
  /** When it was deleted, RFC 3339. */
  readonly at: string;
  readonly subject: string;
}

/** What the names of all trash refs begin with. */
export const trashFolder = 'refs/ticketree/trash/';
const shape = /^refs\/ticketree\/trash\/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[0-9a-f]{4}(-worktree)?\/(.+)$/;
const dayMillis = 86_400_000;

/**
 * A name for a new trash ref: `refs/ticketree/trash/<UTC stamp>-<4 hexadecimal digits>/<name>`, with `-worktree` before
 * the last slash for what a worktree held.
 * @param name a branch's short name, or one that could be
 */
export function newTrashRef(kind: TrashKind, name: string, now: Date): string {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const random = randomBytes(2).toString('hex');
  return `${trashFolder}${stamp}-${random}${kind === 'worktree' ? '-worktree' : ''}/${name}`;
}

/** What the name of a trash ref says; null for one that is not ours. */
function parseTrashRef(ref: string): Pick<TrashRef, 'kind' | 'name' | 'at'> | null {
  const [, year, month, day, hour, minute, second, worktree, name] = shape.exec(ref) ?? [];
  if (name === undefined) return null;
  const at = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  return Number.isNaN(Date.parse(at)) ? null : { kind: worktree === undefined ? 'branch' : 'worktree', name, at };
}

/**
 * The ref changes that delete a branch and keep its tip, to be made in one transaction.
 * @param tip id of the commit where the branch must stand
 */
export function branchToTrash(branch: string, tip: string, now: Date): { ref: string; updates: readonly RefUpdate[] } {
  const ref = newTrashRef('branch', branch, now);
  return {
    ref,
    updates: [
      { kind: 'create', ref, id: tip },
      { kind: 'delete', ref: branchRef(branch), old: tip },
    ],
  };
}

/** All that the trash refs of a repository keep, the latest first. */
export async function listTrash(runner: GitRunner, repository: string): Promise<TrashRef[]> {
  const refs = await listRefs(runner, repository, [trashFolder]);
  return refs
    .flatMap(({ name: ref, id, subject }) => {
      const parsed = parseTrashRef(ref);
      return parsed === null ? [] : [{ ref, id, subject, ...parsed }];
    })
    .sort((a, b) => (a.at === b.at ? (a.ref < b.ref ? -1 : 1) : a.at < b.at ? 1 : -1));
}

/** Those that were deleted longer ago than so many days. @param days null: none is ever too old */
export function expiredTrash(trash: readonly TrashRef[], days: number | null, now: Date): TrashRef[] {
  if (days === null) return [];
  const before = now.getTime() - days * dayMillis;
  return trash.filter(({ at }) => Date.parse(at) < before);
}

/** Forgets trash for ever: git collects what nothing else holds. @throws TicketreeError `git_locked`, `git_failed` */
export async function forgetTrash(runner: GitRunner, repository: string, trash: readonly TrashRef[]): Promise<void> {
  if (trash.length === 0) return;
  const updates = trash.map(({ ref, id }): RefUpdate => ({ kind: 'delete', ref, old: id }));
  await updateRefs(runner, repository, updates, 'ticketree: trash emptied');
}

/**
 * Makes a branch of what a trash ref keeps. A deleted branch is taken out of the trash by that. What a worktree held
 * stays there too until it expires, since the branch has neither what was staged nor ignored files.
 * @returns short name of the branch, which is another one where its own is taken
 */
export async function restoreTrash(runner: GitRunner, repository: string, trash: TrashRef): Promise<string> {
  const branches = await listRefs(runner, repository, ['refs/heads/']);
  const branch = freeBranch(
    trash.name,
    branches.map(({ name }) => name),
  );
  const id = trash.kind === 'branch' ? trash.id : await commitToRestore(runner, repository, trash.id);
  const updates: RefUpdate[] = [{ kind: 'create', ref: branchRef(branch), id }];
  if (trash.kind === 'branch') updates.push({ kind: 'delete', ref: trash.ref, old: trash.id });
  await updateRefs(runner, repository, updates, 'ticketree: restored from the trash');
  return branch;
}

/** The name itself, else one made of it. `a` and `a/b` cannot be there at once: the one would be the other's folder. */
function freeBranch(name: string, refs: readonly string[]): string {
  const isFree = (branch: string): boolean => {
    const ref = branchRef(branch);
    return !refs.some((each) => each === ref || each.startsWith(`${ref}/`) || ref.startsWith(`${each}/`));
  };
  const flat = `${name.replaceAll('/', '-')}-restored`;
  const first = [name, `${name}-restored`, flat].find(isFree);
  if (first !== undefined) return first;
  let number = 2;
  while (!isFree(`${flat}-${number}`)) number++;
  return `${flat}-${number}`;
}
