import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { StoreChange, StoreChanges } from '../../domain/change.js';
import { isOpen, rowOf } from '../../domain/ticketRow.js';
import type { Ticket } from '../../domain/ticket.js';
import { sameValue } from '../../domain/sameValue.js';
import { readHeadBranch, readWorktreeFiles, type WorktreeFile } from '../../git/worktreeFiles.js';
import { type Disposable, DisposableStore } from '../../util/disposable.js';
import { Emitter, type Event } from '../../util/emitter.js';
import { FolderWatches, type WatchedFolders } from './folderWatches.js';
import { findRepository, type GitContext, type Repository } from './gitContext.js';
import { branchNaming, ticketsOfBranches } from './ticketBranches.js';

/** The linked worktree of a ticket. */
export interface TicketPlace {
  /** The branch that is checked out in it. */
  readonly branch: string;
  /** Absolute path. */
  readonly worktree: string;
  /** Whether its folder is there. */
  readonly isThere: boolean;
}

/** What is checked out where the person stands. */
export interface CheckedOut {
  /** Short name; null outside of git and for a detached head. */
  readonly branch: string | null;
  /** The ticket that the branch belongs to. */
  readonly ticketId: string | null;
}

export interface PlacesChange {
  /** Tickets whose place is another one, is new, or is gone. */
  readonly ids: readonly string[];
  /** What was checked out until now; null where that is as it was. */
  readonly wasHere: CheckedOut | null;
  /** Whether nobody had looked before. */
  readonly isFirst: boolean;
}

/** The clone as its files say. */
interface Clone {
  readonly isRepository: boolean;
  readonly worktrees: readonly WorktreeFile[];
  readonly branchHere: string | null;
}

/** git touches several files for one step; they are looked at together, milliseconds after the last. */
const restMillis = 40;

const nothing: Clone = { isRepository: false, worktrees: [], branchHere: null };

/**
 * Which tickets have a worktree in this clone, and whose branch is checked out here, for badges: known from files alone,
 * so that it costs no process and holds in restricted mode too. Follows the files and the store from {@link follow} on.
 */
export class TicketPlaces implements Disposable {
  private readonly parts = new DisposableStore();
  private readonly emitter: Emitter<PlacesChange>;
  private readonly watches = this.parts.add(
    new FolderWatches(() => {
      this.schedule('look');
    }),
  );
  private places: ReadonlyMap<string, TicketPlace> = new Map();
  private checkedOut: CheckedOut = { branch: null, ticketId: null };
  private clone = nothing;
  /** Whether others have been told of a repository. */
  private isFound = false;
  private timer: NodeJS.Timeout | undefined;
  private pending: 'look' | 'match' | null = null;
  private running: Promise<void> = Promise.resolve();
  private isDisposed = false;
  private hasLooked = false;

  constructor(private readonly context: GitContext) {
    this.emitter = this.parts.add(
      new Emitter((error) => {
        context.logger.error('a view failed to follow the worktrees', error);
      }),
    );
  }

  get onDidChange(): Event<PlacesChange> {
    return this.emitter.event;
  }

  /** The ids of all tickets that have a worktree, also one whose folder is gone. */
  get ids(): Iterable<string> {
    return this.places.keys();
  }

  /** The ids of those whose folder is there, in their order. */
  get idsThere(): readonly string[] {
    return [...this.places].flatMap(([id, { isThere }]) => (isThere ? [id] : [])).sort();
  }

  /** Whether there is a repository that the settings let us use. */
  get isInRepository(): boolean {
    return this.isFound;
  }

  /** What is checked out in the folder that the person has open. */
  get here(): CheckedOut {
    return this.checkedOut;
  }

  get(id: string): TicketPlace | undefined {
    return this.places.get(id);
  }

  /** Looks, and goes on following until it is disposed. */
  follow(): void {
    this.parts.add(
      this.context.store.onDidChange((changes) => {
        if (mayMoveBranches(changes)) this.schedule('match');
      }),
    );
    void this.refresh();
  }

  /** Looks at the files now. Settles when all has been told. */
  refresh(): Promise<void> {
    return this.run('look');
  }

  dispose(): void {
    this.isDisposed = true;
    clearTimeout(this.timer);
    this.parts.dispose();
  }

  private schedule(what: 'look' | 'match'): void {
    if (this.pending !== 'look') this.pending = what;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const due = this.pending ?? 'match';
      this.pending = null;
      void this.run(due);
    }, restMillis);
    this.timer.unref();
  }

  /** One after the other, so that an old answer never replaces a newer one. */
  private run(what: 'look' | 'match'): Promise<void> {
    this.running = this.running.then(async () => {
      if (this.isDisposed) return;
      try {
        if (what === 'look') this.clone = await this.look();
        await this.match();
      } catch (error) {
        this.context.logger.warn('the worktrees of this clone cannot be read', error);
      }
    });
    return this.running;
  }

  /** Reads again as long as there is a folder that was not watched yet while it was read. */
  private async look(): Promise<Clone> {
    const { context } = this;
    const isOn = await context.settings.get('git.enabled');
    for (;;) {
      const repository = isOn ? await findRepository(context) : null;
      const worktrees = repository ? await readWorktreeFiles(repository.commonDir) : [];
      const folders = repository
        ? await foldersOf(repository, worktrees)
        : new Map([context.folder, context.layout.project].map((folder) => [folder, new Set(['.git'])]));
      if (this.isDisposed || !this.watches.keep(folders)) {
        if (!repository) return nothing;
        return { isRepository: true, worktrees, branchHere: branchAt(repository, worktrees) };
      }
    }
  }

  private async match(): Promise<void> {
    const { worktrees, branchHere } = this.clone;
    const ofWorktrees = worktrees.flatMap(({ branch }) => branch ?? []);
    const branches = branchHere === null ? ofWorktrees : [...ofWorktrees, branchHere];
    const { rows } = this.context.store;
    const ids =
      branches.length === 0
        ? new Map<string, string>()
        : ticketsOfBranches(branches, rows, await branchNaming(this.context));
    const places = new Map<string, TicketPlace>();
    for (const { branch, path, isThere } of worktrees) {
      const id = branch === null ? undefined : ids.get(branch);
      if (branch === null || id === undefined) continue;
      // Of several the one that the ticket names.
      const isNamed = this.context.store.row(id)?.branch === branch;
      if (isNamed || !places.has(id)) places.set(id, { branch, worktree: path, isThere });
    }
    const ticketId = (branchHere === null ? undefined : ids.get(branchHere)) ?? null;
    this.tell(places, { branch: branchHere, ticketId });
  }

  private tell(places: ReadonlyMap<string, TicketPlace>, here: CheckedOut): void {
    if (this.isDisposed) return;
    const all = new Set([...this.places.keys(), ...places.keys()]);
    const ids = [...all].filter((id) => !sameValue(this.places.get(id), places.get(id)));
    const wasHere = sameValue(this.checkedOut, here) ? null : this.checkedOut;
    const isFirst = !this.hasLooked;
    this.hasLooked = true;
    this.places = places;
    this.checkedOut = here;
    const isNews = ids.length > 0 || wasHere !== null || this.isFound !== this.clone.isRepository;
    this.isFound = this.clone.isRepository;
    if (isNews) this.emitter.fire({ ids, wasHere, isFirst });
  }
}

/** Where git notes what becomes of worktrees, and where their folders lie. */
async function foldersOf({ commonDir }: Repository, worktrees: readonly WorktreeFile[]): Promise<WatchedFolders> {
  const folders = new Map<string, Set<string> | null>();
  for (const { path } of worktrees) {
    const names = folders.get(dirname(path)) ?? new Set<string>();
    folders.set(dirname(path), names.add(basename(path)));
  }
  const admin = join(commonDir, 'worktrees');
  folders.set(commonDir, new Set(['HEAD', 'worktrees']));
  folders.set(admin, null);
  // Also those that are half made, which are no worktrees yet.
  const names = await readdir(admin).catch(() => []);
  for (const name of names) folders.set(join(admin, name), new Set(['HEAD', 'gitdir']));
  return folders;
}

function branchAt({ commonDir, checkout }: Repository, worktrees: readonly WorktreeFile[]): string | null {
  const linked = worktrees.find(({ path }) => path === checkout);
  return linked ? linked.branch : readHeadBranch(commonDir);
}

/** Whether a branch may belong to another ticket afterwards. */
function mayMoveBranches({ entries }: StoreChanges): boolean {
  return entries.some((entry) => entry.kind !== 'active' && !isOtherwiseSame(entry));
}

function isOtherwiseSame(entry: StoreChange): boolean {
  return entry.kind === 'updated' && sameValue(namingOf(entry.ticket), namingOf(entry.previous));
}

function namingOf(ticket: Ticket): unknown {
  const { slug, type, branch, status, archived } = rowOf(ticket);
  return { slug, type, branch, isOpen: isOpen({ status, archived }) };
}
