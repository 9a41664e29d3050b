import type { Status } from '../../src/domain/ticket.js';
import type { BoardPreferences } from '../../src/protocol/boardMessages.js';
import type { BoardActions } from './boardActions.js';
import type { Drag } from './boardDrag.js';
import type { BoardRows } from './boardRows.js';
import type { CreateTicket } from './quickAddElement.js';
import type { TitleEdit } from './savedState.js';

/** What columns and cards draw from; another one for each drawing. */
export interface BoardScene {
  readonly rows: BoardRows;
  readonly preferences: BoardPreferences;
  /** Changes when the cards stand in another order, or others are shown. */
  readonly arrangement: string;
  readonly isReadOnly: boolean;
  /** Whether cards can be put between others. */
  readonly isManual: boolean;
  readonly now: number;
  readonly activeId: string | null;
  /** The tickets that have a worktree. */
  readonly worktrees: ReadonlySet<string>;
  /** The tickets whose finish waits for its conflicts to be resolved. */
  readonly conflicts: ReadonlySet<string>;
  readonly focusedId: string | null;
  /** The ticket in the pane. */
  readonly openId: string | null;
  readonly selected: ReadonlySet<string>;
  readonly drag: Drag | null;
  readonly rename: TitleEdit | null;
  readonly quickAddDrafts: Map<Status, string>;
  readonly create: CreateTicket;
  readonly saveDrafts: () => void;
  readonly actions: BoardActions;
}
