import type { Status } from '../../src/domain/ticket.js';

/** A title that somebody is changing on a card. */
export interface TitleEdit {
  readonly id: string;
  /** As it was when the edit began. */
  readonly before: string;
  readonly text: string;
}

/** What somebody has typed and not sent yet. */
export interface Drafts {
  /** Titles of new tickets, by column. */
  readonly quickAdd: Readonly<Partial<Record<Status, string>>>;
  readonly rename: TitleEdit | null;
  /** Null where nothing was typed since the host was told. */
  readonly filter: string | null;
}

/** Where somebody was on the board; what outlives a reload, because the host knows all else. */
export interface SavedState {
  readonly scrollLeft: number;
  /** Of each column, by its status. */
  readonly scrollTops: Readonly<Record<string, number>>;
  readonly focusedId: string | null;
  readonly drafts: Drafts;
  readonly paneId: string | null;
  /** The share of the board that the pane takes, in percent; null for the usual. */
  readonly paneShare: number | null;
}

const nothing: SavedState = {
  scrollLeft: 0,
  scrollTops: {},
  focusedId: null,
  drafts: { quickAdd: {}, rename: null, filter: null },
  paneId: null,
  paneShare: null,
};

/** What was saved; an older version of the board may have saved less. */
export function readSaved(saved: Partial<SavedState> | undefined): SavedState {
  return { ...nothing, ...saved, drafts: { ...nothing.drafts, ...saved?.drafts } };
}
