import { describe, expect, it, vi } from 'vitest';

vi.mock('vscode', () => ({}));

const { ticketIdIn } = await import('../../../src/extension/commands/ticketArgument.js');

describe('the ticket that a command is about', () => {
  const of = (argument: unknown): string | undefined => ticketIdIn({ argument, selection: undefined });

  it.each([
    ['an id', 'a1', 'a1'],
    ['a row of the tree', { kind: 'ticket', id: 'a1', store: '/s' }, 'a1'],
    ['a task of it', { kind: 'task', ticketId: 'a1', taskId: 't1' }, 'a1'],
    ['a card', { webviewSection: 'card', ticketId: 'a1' }, 'a1'],
    ['a card of which others are selected', { webviewSection: 'card', ticketId: 'a2', ticketIds: ['a1', 'a2'] }, 'a2'],
    ['a worktree without a ticket', { kind: 'worktree', path: '/w', ticketId: undefined }, undefined],
    ['nothing', undefined, undefined],
    ['no object', null, undefined],
    ['a group', { kind: 'group', key: 'done' }, undefined],
  ])('is that of %s', (_what, argument, id) => {
    expect(of(argument)).toBe(id);
  });
});
