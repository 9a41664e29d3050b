import { describe, expect, it, vi } from 'vitest';
import { rowOf } from '../../../src/domain/ticketRow.js';
import { ticketItem, type TicketFacts, type WorkPlace } from '../../../src/extension/tree/treeItems.js';
import type { TicketNode } from '../../../src/extension/tree/treeNode.js';
import { idOf, ticketWith } from '../domain/tickets.js';

vi.mock('vscode', async () => (await import('../../integration/support/fakeWindow.js')).fakeWindowApi);

const row = rowOf(ticketWith({ id: idOf(1), title: 'Fix login', status: 'doing', assignee: 'Ana' }));
const facts: TicketFacts = {
  uri: { path: '/p/1.yaml' } as unknown as TicketFacts['uri'],
  ...{ shortId: 'f1', isActive: false, hasBelow: false, work: null, isFinished: false, canChange: true },
};

function itemAt(work: WorkPlace | null) {
  return ticketItem({ key: 'k' } as TicketNode, row, { ...facts, work });
}

describe('the row of a ticket', () => {
  it('says at its end where the work on it lives', () => {
    const branch = 'ticket/fix-login';
    expect(itemAt(null).description).toBe('f1 · Ana');
    expect(itemAt({ branch, worktree: null, isWaiting: false }).description).toBe('f1 · Ana · branch');
    expect(itemAt({ branch, worktree: '/w', isWaiting: false }).description).toBe('f1 · Ana · worktree');
  });

  it('says first of all that conflicts have stopped its finish, by an icon too', () => {
    const item = itemAt({ branch: 'ticket/fix-login', worktree: '/w', isWaiting: true });
    expect(item.description).toBe('conflicts · f1 · Ana');
    expect(item.iconPath).toMatchObject({ id: 'git-merge' });
    expect(item.contextValue).toBe('ticket doing branch worktree waiting writable');
    expect(item.accessibilityInformation?.label).toContain('conflicts');
  });

  it('tells its menu that the finish can be taken back', () => {
    const done = rowOf(ticketWith({ id: idOf(1), status: 'done' }));
    const item = ticketItem({ key: 'k' } as TicketNode, done, { ...facts, isFinished: true });
    expect(item.contextValue).toBe('ticket done finished writable');
  });
});
