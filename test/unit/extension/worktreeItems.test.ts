import { describe, expect, it, vi } from 'vitest';
import type { WorktreeInfo } from '../../../src/app/git/worktrees/worktreeInfo.js';
import { rowOf } from '../../../src/domain/ticketRow.js';
import { worktreeItem, worktreeName, type WorktreeFacts } from '../../../src/extension/git/worktreeItems.js';
import { worktreeTooltip } from '../../../src/extension/git/worktreeTooltip.js';
import { worktreesTouched } from '../../../src/extension/git/worktreeEdits.js';
import { idOf, ticketWith } from '../domain/tickets.js';

vi.mock('vscode', async () => (await import('../../integration/support/fakeWindow.js')).fakeWindowApi);

const ticket = ticketWith({ id: idOf(1), title: 'Fix login', status: 'doing', priority: 'high' });
const row = rowOf(ticket);
const info: WorktreeInfo = {
  path: '/p/wt',
  isMain: false,
  branch: 'ticket/fix-login',
  ticket: { id: ticket.id, slug: ticket.slug, title: 'An older title', status: 'todo' },
  locked: null,
  state: 'there',
  dirty: { changed: 0, untracked: 0, conflicts: 0 },
  ahead: 0,
  behind: 0,
  base: 'main',
  lastCommit: null,
  orphan: null,
};
const plain: WorktreeFacts = { row, isHere: false, isWaiting: false, canChange: true };

function item(changes: Partial<WorktreeInfo> = {}, facts: Partial<WorktreeFacts> = {}) {
  return worktreeItem({ ...info, ...changes }, { ...plain, ...facts });
}

describe('the row of a worktree', () => {
  it('is called after its ticket as the store knows it now, else after its branch, else after its folder', () => {
    expect(item().label).toBe('Fix login');
    const alone = { ticket: null };
    expect(item(alone, { row: undefined }).label).toBe('ticket/fix-login');
    expect(worktreeName({ ...info, ...alone, branch: null })).toBe('wt');
  });

  it.each<[Partial<WorktreeInfo>, Partial<WorktreeFacts>, string]>([
    [{}, {}, 'ticket/fix-login'],
    [{ dirty: { changed: 1, untracked: 2, conflicts: 0 }, ahead: 2, behind: 1 }, {}, '3* 2↑ 1↓ · ticket/fix-login'],
    [{ dirty: null, ahead: null, behind: null }, { isHere: true }, 'this window · ticket/fix-login'],
    [{ locked: '' }, { isWaiting: true }, 'conflicts · locked · ticket/fix-login'],
    [{ orphan: 'Its branch is merged into main.' }, {}, 'unused · ticket/fix-login'],
    [{ state: 'missing', dirty: null }, {}, 'folder is missing · ticket/fix-login'],
    [{ state: 'halfMade', locked: 'initializing' }, {}, 'half made · ticket/fix-login'],
  ])('of %j tells %s %s', (changes, facts, description) => {
    expect(item(changes, facts).description).toBe(description);
  });

  it('has a word for each thing that its menu asks for', () => {
    expect(item({ locked: 'on a stick' }, { isWaiting: true }).contextValue).toBe(
      'worktree there ticket doing branch locked waiting writable',
    );
    expect(item({ ticket: null, branch: null }, { row: undefined, isHere: true }).contextValue).toBe(
      'worktree there here writable',
    );
  });

  it('says to a screen reader in words what its signs say', () => {
    const { accessibilityInformation } = item({
      dirty: { changed: 1, untracked: 1, conflicts: 1 },
      ahead: 2,
      behind: 1,
    });
    expect(accessibilityInformation?.label).toBe(
      'Fix login, Doing, branch ticket/fix-login, files not committed: 3, ahead by 2, behind by 1',
    );
  });
});

describe('the tooltip of a worktree', () => {
  it('has branch, base, state, path, size, last commit and why it could go', () => {
    const { value } = worktreeTooltip(
      {
        ...info,
        dirty: { changed: 1, untracked: 2, conflicts: 0 },
        ahead: 2,
        behind: 1,
        locked: 'on a stick',
        orphan: 'Its branch is merged into main.',
        lastCommit: { subject: 'Mend it', author: 'Ana', at: '2026-01-02T03:04:05Z' },
      },
      1_500_000,
    );
    for (const part of ['from main', 'on a stick', '1 changed, 2 untracked', '2 ahead of main, 1 behind', '1.5 MB']) {
      expect(value.replaceAll('\\', '')).toContain(part);
    }
    expect(value).toContain('Mend it');
    expect(value.replaceAll('\\', '')).toContain('Its branch is merged into main.');
  });

  it('shows texts of others as they are, and never as a picture or a link', () => {
    const { value } = worktreeTooltip(
      {
        ...info,
        ticket: null,
        branch: '![x](http://a/b.png)',
        lastCommit: { subject: '[a](http://x)', author: '<b>', at: '' },
      },
      null,
    );
    expect(value).not.toMatch(/(?<!\\)!\[|(?<!\\)\]\(|(?<!\\)</);
  });
});

describe('an edited file', () => {
  it('belongs to the innermost worktree', () => {
    const worktrees = ['/p', '/p/wt', '/p/wt-2'];
    expect(worktreesTouched('/p/wt/a.txt', worktrees)).toEqual(['/p/wt']);
    expect(worktreesTouched('/p/wt-2/a.txt', worktrees)).toEqual(['/p/wt-2']);
    expect(worktreesTouched('/p/a.txt', worktrees)).toEqual(['/p']);
    expect(worktreesTouched('/q/a.txt', worktrees)).toEqual([]);
    expect(worktreesTouched('/p/wt/.vibe-ticket/tickets/a.yaml', worktrees)).toEqual([]);
  });

  it('that is a folder may be a worktree itself, or hold some', () => {
    const worktrees = ['/p/trees/a', '/p/trees/b', '/p/trees-2'];
    expect(worktreesTouched('/p/trees-2', worktrees)).toEqual(['/p/trees-2']);
    expect(worktreesTouched('/p/trees', worktrees)).toEqual(['/p/trees/a', '/p/trees/b']);
    expect(worktreesTouched('/p/trees/a', ['/p', ...worktrees])).toEqual(['/p/trees/a', '/p']);
  });
});
