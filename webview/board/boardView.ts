/** How the board is laid out: bar, notices, columns, pane, and what is asked of many cards at once. */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DraftStorage } from '../shared/drafts.js';
import { barView } from './barView.js';
import type { BoardActions } from './boardActions.js';
import type { BoardDrag } from './boardDrag.js';
import type { BoardSession } from './boardSession.js';
import { bulkBar } from './bulkBar.js';
import { keysDialog } from './keysDialog.js';
import { paneView } from './paneView.js';
import type { BoardScene } from './scene.js';
import { emptyView, loadingView, noticesView, refusalView, unavailableView } from './views.js';

type View = TemplateResult | typeof nothing;

/** What is drawn. */
interface Board {
  readonly session: BoardSession;
  readonly actions: BoardActions;
  readonly drag: BoardDrag;
  readonly paneShare: number;
  readonly ticketDrafts: DraftStorage;
  setPaneShare(share: number): void;
  save(): void;
  readonly onColumns: (row?: Element) => void;
}

export function boardView(board: Board): TemplateResult {
  const { phase } = board.session.model;
  if (phase.kind === 'board') return openView(board);
  const view = phase.kind === 'loading' ? loadingView() : unavailableView(phase.message, phase.hint);
  return html`${notices(board)} ${view}`;
}

function openView(board: Board): TemplateResult {
  const { session, actions } = board;
  const isEmpty = session.model.count === 0 && session.quickAddDrafts.size === 0;
  const newTicket = (): void => {
    actions.newTicket();
  };
  const onNew = session.isReadOnly ? null : newTicket;
  return html`${bar(board, isEmpty ? null : onNew)} ${notices(board)} ${refusal(session)}
    <div class="workspace" style="--pane-share: ${board.paneShare}%">
      <div class="board-area">${isEmpty ? emptyView(onNew) : columns(board)} ${bulk(board)}</div>
      ${pane(board)}
    </div>
    ${keysDialog()}`;
}

function bar({ session, actions }: Board, onNew: (() => void) | null): TemplateResult {
  return barView({
    session,
    onFilter: (text) => {
      session.setFilter(text);
    },
    onLeaveFilter: () => {
      actions.leaveFilter();
    },
    onPrefer: (changes) => {
      session.prefer(changes);
    },
    onNew,
  });
}

function refusal(session: BoardSession): View {
  const { refusal: reason } = session.model;
  const dismiss = (): void => {
    session.setRefusal(null);
  };
  return reason ? refusalView(reason, dismiss) : nothing;
}

function notices({ session, actions }: Board): View {
  const { facts, rows, phase } = session.model;
  const isBoard = phase.kind === 'board';
  const isNothingShown = isBoard && rows.count > 0 && rows.shownCount === 0;
  const { brokenCount, readOnly } = isBoard ? facts : { brokenCount: 0, readOnly: null };
  if (!session.isSilent && !isNothingShown && brokenCount === 0 && readOnly === null) return nothing;
  return noticesView({
    brokenCount,
    readOnly,
    isSilent: session.isSilent,
    isNothingShown,
    onShowBroken: () => void session.ask({ kind: 'showBroken' }),
    onClearFilter: () => {
      session.setFilter('');
      actions.focusFilter();
    },
  });
}

function columns(board: Board): TemplateResult {
  const { session } = board;
  const scene = sceneOf(board);
  const { selected, preferences } = scene;
  const menu = selected.size > 0 ? JSON.stringify({ ticketIds: session.subjects(null) }) : nothing;
  const views = repeat(
    session.model.columns,
    ({ status }) => status,
    (column) =>
      html`<ticketree-column
        class=${preferences.collapsed.includes(column.status) ? 'is-collapsed' : ''}
        data-status=${column.status}
        .column=${column}
        .scene=${scene}
      ></ticketree-column>`,
  );
  const classes = `columns ${preferences.compact ? 'compact' : ''}`;
  return html`<main class=${classes} data-vscode-context=${menu} ${ref(board.onColumns)}>${views}</main>`;
}

function sceneOf(board: Board): BoardScene {
  const { session, actions, drag } = board;
  const { model, preferences, filtering } = session;
  return {
    rows: model.rows,
    preferences,
    arrangement: `${preferences.sort} ${filtering.text}`,
    isReadOnly: session.isReadOnly,
    isManual: filtering.isManual,
    now: session.now,
    activeId: model.facts.activeId,
    worktrees: model.worktrees,
    conflicts: model.conflicts,
    focusedId: actions.focusedId,
    openId: session.paneId,
    selected: session.selection.ids,
    drag: drag.current,
    rename: session.rename,
    quickAddDrafts: session.quickAddDrafts,
    create: session.create,
    saveDrafts: () => {
      board.save();
    },
    actions,
  };
}

function pane(board: Board): View {
  const { session, actions } = board;
  if (session.paneId === null) return nothing;
  return paneView({
    session,
    drafts: board.ticketDrafts,
    share: board.paneShare,
    onShare: (share) => {
      board.setPaneShare(share);
    },
    onClose: () => {
      actions.closePane();
    },
  });
}

function bulk({ session, actions, drag }: Board): View {
  const count = session.selectedCount;
  // Where it lies, somebody may want to drop.
  if (count === 0 || drag.current) return nothing;
  return bulkBar({
    count,
    isReadOnly: session.isReadOnly,
    onPick: (pick) => {
      session.pick(pick, session.subjects(null));
    },
    onDo: (kind) => void actions.doAll(kind, session.subjects(null)),
    onClear: () => {
      actions.clearSelection();
    },
  });
}
