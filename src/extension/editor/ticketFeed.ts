import type { StoreChanges } from '../../domain/change.js';
import type { TicketPlaces } from '../../app/git/ticketPlaces.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { TicketDetails } from '../../protocol/ticketMessages.js';
import { type Disposable, DisposableStore, toDisposable } from '../../util/disposable.js';
import type { Logger } from '../../util/logger.js';
import { TicketActivity } from './ticketActivity.js';
import { concerns, ticketDetails } from './ticketDetails.js';
import { draftOf } from './ticketDraft.js';
import { ticketGit } from './ticketGit.js';
import { TicketOverview } from './ticketOverview.js';

/** Changes that come in a heap are told together, milliseconds. */
const pause = 20;
/** Who changes a file notes it in the journal a moment later, milliseconds. */
const journalPause = 200;

/** What a feed needs to know of the window. */
export interface FeedHost {
  readonly readOnlyReason: string | null;
  /** Undefined where nobody looks at the files of git. */
  readonly places: TicketPlaces | undefined;
  /** Whether conflicts have stopped the finish of the ticket. */
  readonly hasConflicts: () => boolean;
  readonly logger: Logger;
  /** Told the details at once and whenever they change; null when the ticket is gone or cannot be read. */
  readonly tell: (details: TicketDetails | null) => void;
}

/** The details of one ticket of the store, live: for a pane that saves each field by itself. */
export class TicketFeed implements Disposable {
  private readonly parts = new DisposableStore();
  private readonly activity: TicketActivity;
  private told: TicketDetails | null | undefined;
  private timer: NodeJS.Timeout | undefined;
  private journalTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly workspace: TicketWorkspace,
    private readonly id: string,
    private readonly host: FeedHost,
  ) {
    this.activity = new TicketActivity(workspace.store.journal, id);
    this.parts.add(
      workspace.store.onDidChange((changes) => {
        this.hear(changes);
      }),
    );
    if (host.places) {
      this.parts.add(
        host.places.onDidChange(() => {
          this.flushSoon();
        }),
      );
    }
    this.parts.add(
      toDisposable(() => {
        clearTimeout(this.timer);
        clearTimeout(this.journalTimer);
      }),
    );
    this.flush();
    this.readJournal(0);
  }

  /** Tells now what has changed, for who answers a request next. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const ticket = this.workspace.store.get(this.id);
    const details = ticket
      ? ticketDetails(draftOf(ticket), {
          overview: TicketOverview.of(this.workspace.store),
          activity: this.activity.entries,
          readOnly: this.host.readOnlyReason,
          git: ticketGit(ticket, this.host.places, this.host.hasConflicts()),
        })
      : null;
    if (this.told !== undefined && JSON.stringify(details) === JSON.stringify(this.told)) return;
    this.told = details;
    this.host.tell(details);
  }

  dispose(): void {
    this.parts.dispose();
  }

  private hear({ entries }: StoreChanges): void {
    const isMine = entries.some((change) => 'ticket' in change && change.ticket.id === this.id);
    const { told } = this;
    const isShown = isMine || (told != null && entries.some((change) => concerns(told, change)));
    if (isShown) this.flushSoon();
    if (isMine) this.readJournal(journalPause);
  }

  private flushSoon(): void {
    this.timer ??= setTimeout(() => {
      this.flush();
    }, pause);
  }

  private readJournal(delay: number): void {
    clearTimeout(this.journalTimer);
    this.journalTimer = setTimeout(() => {
      this.activity
        .refresh()
        .then((isNew) => {
          if (isNew) this.flush();
        })
        .catch((error: unknown) => {
          this.host.logger.warn('the activity of a ticket cannot be read', error);
        });
    }, delay);
  }
}
