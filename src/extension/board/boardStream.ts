import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { HistoryFollower } from '../../app/historyFollower.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { StoreChanges } from '../../domain/change.js';
import type { JournalEntry } from '../../domain/operation.js';
import type { BoardFacts, BoardPreferences, HostMessage } from '../../protocol/boardMessages.js';
import type { Disposable } from '../../util/disposable.js';
import type { Logger } from '../../util/logger.js';
import { readColumns } from './boardColumns.js';
import { BoardFeed } from './boardFeed.js';
import { operationLabel } from './operationLabel.js';

/** Who changes a file in another process notes it in the journal a moment later, milliseconds. */
const journalPause = 250;

/** The board at the other end, and what is known of the window. */
export interface StreamHost {
  readonly readOnlyReason: string | null;
  readonly preferences: BoardPreferences;
  /** Ids of the tickets whose worktree is there. */
  readonly worktrees: readonly string[];
  /** Ids of the tickets whose finish waits for its conflicts to be resolved. */
  readonly conflicts: readonly string[];
  readonly logger: Logger;
  /** Settles when the message has been handed over. */
  post(message: HostMessage): PromiseLike<unknown>;
}

/** Tells one board of one store, from one snapshot on until another one is asked for. */
export class BoardStream implements Disposable {
  private readonly feed: BoardFeed;
  private me: readonly string[] = [];
  private isScheduled = false;
  private isDisposed = false;
  private journalTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly workspace: TicketWorkspace,
    private readonly history: HistoryFollower,
    private readonly host: StreamHost,
  ) {
    this.feed = new BoardFeed(workspace.store, (id) => history.updated(id));
  }

  /** Tells all there is, what is seen first in front. Others get to run between the parts. */
  async begin(): Promise<void> {
    const [columns, me] = await Promise.all([readColumns(this.workspace), this.workspace.settings.myNames()]);
    if (this.isDisposed) return;
    this.me = me;
    const { preferences } = this.host;
    await this.host.post(this.feed.snapshot({ columns, facts: this.facts(), preferences }));
    while (await this.tellPart());
    await this.readHistory();
  }

  /** Changes that come together are told together. */
  follow({ entries, origin }: StoreChanges): void {
    this.feed.note(entries);
    this.schedule();
    clearTimeout(this.journalTimer);
    this.journalTimer = setTimeout(() => void this.readHistory(), origin === 'self' ? 0 : journalPause);
  }

  /** Something has changed that holds for the board as a whole. */
  followFacts(): void {
    this.schedule();
  }

  /** Tells all that has changed until now, for who answers a request next. */
  async catchUp(): Promise<void> {
    await this.readHistory();
    while (this.feed.isBehind && !this.isDisposed) {
      this.flush();
      await letOthersRun();
    }
    this.flush();
  }

  dispose(): void {
    this.isDisposed = true;
    clearTimeout(this.journalTimer);
  }

  /** @returns whether there was anything left to tell */
  private async tellPart(): Promise<boolean> {
    await letOthersRun();
    const part = this.isDisposed ? null : this.feed.nextPart();
    if (part) await this.host.post(part);
    return part !== null;
  }

  private async readHistory(): Promise<void> {
    try {
      this.feed.touch(await this.history.refresh());
    } catch (error) {
      // The board goes without the labels of undo, and without the times of edits.
      this.host.logger.warn('the journal cannot be read', error);
    }
    this.schedule();
  }

  private schedule(): void {
    if (this.isScheduled || this.isDisposed) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      this.flush();
      if (this.feed.isBehind) this.schedule();
    });
  }

  private flush(): void {
    if (this.isDisposed) return;
    const patch = this.feed.patch(this.facts());
    if (patch) void this.host.post(patch);
  }

  private facts(): BoardFacts {
    const { store, tickets } = this.workspace;
    const label = (entry: JournalEntry | null): string | null =>
      entry && operationLabel(entry, (id) => store.get(id)?.title);
    return {
      activeId: tickets.active?.id ?? null,
      brokenCount: store.broken.length,
      readOnly: this.host.readOnlyReason,
      me: this.me,
      undo: label(this.history.undo),
      redo: label(this.history.redo),
      worktrees: this.host.worktrees,
      conflicts: this.host.conflicts,
    };
  }
}
