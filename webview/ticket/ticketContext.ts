import type { ReplyError } from '../../src/protocol/boardMessages.js';
import type { TicketCommits, TicketRequest } from '../../src/protocol/ticketMessages.js';
import type { Drafts } from '../shared/drafts.js';

/** Asks the host. @returns why it was refused, or null when it was done */
export type AskTicket = (request: TicketRequest) => Promise<ReplyError | null>;

/** What came of asking for the commits of a ticket. */
export interface CommitsAnswer {
  readonly error: ReplyError | null;
  readonly commits?: TicketCommits | undefined;
}

/** What every part of the editor works with. */
export interface TicketContext {
  readonly drafts: Drafts;
  /** A field is sent when it loses the focus; else while the person types, into a document that is saved later. */
  readonly autosave: boolean;
  readonly readOnly: boolean;
  /** Asks, and shows a refusal over the editor. */
  readonly ask: AskTicket;
  /** Asks; the caller shows a refusal at its place. */
  readonly request: AskTicket;
  readonly listCommits: () => Promise<CommitsAnswer>;
  /** Says something to those who do not see the editor. */
  readonly announce: (text: string) => void;
}
