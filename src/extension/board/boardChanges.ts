import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { BoardRequest } from '../../protocol/boardMessages.js';
import { askAboutChildren } from '../ui/askAboutChildren.js';
import { moveCards } from './moveCards.js';

type ChangeKind = 'move' | 'create' | 'rename' | 'archive' | 'delete' | 'complete' | 'undo' | 'redo';
export type BoardChange = Extract<BoardRequest, { readonly kind: ChangeKind }>;

/** Whether a request changes tickets and asks for nothing else. */
export function isChange(request: BoardRequest): request is BoardChange {
  const kinds: readonly string[] = [
    ...(['move', 'create', 'rename', 'archive', 'delete', 'complete', 'undo', 'redo'] satisfies ChangeKind[]),
  ];
  return kinds.includes(request.kind);
}

/** Changes tickets. @returns the id of a new one. @throws TicketreeError, which the board shows */
export async function changeTickets(workspace: TicketWorkspace, change: BoardChange): Promise<readonly string[]> {
  const { tickets, history } = workspace;
  switch (change.kind) {
    case 'create': {
      const { title, status, fields } = change;
      return [(await tickets.create({ title, status, ...fields })).id];
    }
    case 'move': {
      const { ids, status, beforeId } = change;
      await moveCards(workspace, ids, status, beforeId === undefined ? undefined : { beforeId });
      return [];
    }
    case 'rename': {
      const { before, title: after } = change;
      await tickets.request(change.id, { kind: 'set', edit: { field: 'title', before, after } });
      return [];
    }
    case 'archive':
      await askAboutChildren((options) => tickets.archiveAll(change.ids, options));
      return [];
    case 'complete':
      await askAboutChildren((options) => tickets.closeAll(change.ids, options));
      return [];
    case 'delete':
      await askAboutChildren((options) => tickets.deleteAll(change.ids, options));
      return [];
    case 'undo':
      await history.undo();
      return [];
    case 'redo':
      await history.redo();
      return [];
  }
}
