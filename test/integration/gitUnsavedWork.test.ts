import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { git } from './support/commands.js';
import { commitFile, writeIn } from './support/gitProject.js';
import { expectRefused } from './support/refusals.js';
import { keptText, refsOf, ticketPlace } from './support/ticketPlace.js';

interface Unsaved {
  readonly work: (place: string) => Promise<unknown>;
  /** What the refusal says. */
  readonly says: RegExp;
  /** Text by file in the snapshot, or by `^2:file` in one of its parents. */
  readonly kept: Readonly<Record<string, string>>;
}

const unsaved: Readonly<Record<string, Unsaved>> = {
  'a changed file': {
    work: (place) => writeIn(place, 'README.md', 'Changed\n'),
    says: /not committed: README.md/,
    kept: { 'README.md': 'Changed\n' },
  },
  'a staged file that was changed again': {
    work: async (place) => {
      await writeIn(place, 'README.md', 'Staged\n');
      await git(place, 'add', 'README.md');
      await writeIn(place, 'README.md', 'Changed\n');
    },
    says: /not committed: README.md/,
    kept: { 'README.md': 'Changed\n', '^2:README.md': 'Staged\n' },
  },
  'a deleted file that is staged otherwise': {
    work: async (place) => {
      await writeIn(place, 'new.txt', 'Staged\n');
      await git(place, 'add', 'new.txt');
      await rm(path.join(place, 'new.txt'));
    },
    says: /not committed: new.txt/,
    kept: { '^2:new.txt': 'Staged\n', 'README.md': 'Hello\n' },
  },
  'untracked files with odd names': {
    work: async (place) => {
      await writeIn(place, 'ü ü/🎉 "quoted".txt', 'new');
      await writeIn(place, '-rf', 'dash');
      await writeIn(place, ':(top)x\nline', 'magic');
    },
    says: /untracked: /,
    kept: { 'ü ü/🎉 "quoted".txt': 'new', '-rf': 'dash', ':(top)x\nline': 'magic' },
  },
  'an ignored file that the settings name': {
    work: async (place) => {
      await writeIn(place, '.env', 'SECRET=mine\n');
      await writeIn(place, 'deep/.env.local', 'DEEP=1\n');
      await writeIn(place, 'built/out.o', 'nobody misses it');
    },
    says: /ignored, and not the same as in the main worktree: \.env, deep\/\.env\.local/,
    // In a parent: what is restored as a branch must not hold passwords.
    kept: { '^2:.env': 'SECRET=mine\n', '^2:deep/.env.local': 'DEEP=1\n' },
  },
  'a change that git was told not to look at': {
    work: async (place) => {
      await git(place, 'update-index', '--assume-unchanged', 'README.md');
      await git(place, 'update-index', '--skip-worktree', '.gitignore');
      await writeIn(place, 'README.md', 'Hidden\n');
      await writeIn(place, '.gitignore', '.env*\nbuilt/\nhidden\n');
    },
    says: /not committed: \.gitignore, README.md/,
    kept: { 'README.md': 'Hidden\n', '.gitignore': '.env*\nbuilt/\nhidden\n' },
  },
  'commits on no branch': {
    work: async (place) => {
      await git(place, 'switch', '--quiet', '--detach');
      await commitFile(place, 'a.txt', 'loose');
    },
    says: /its commits are on no branch/,
    kept: { 'a.txt': 'loose' },
  },
  'a merge with conflicts': {
    work: async (place) => {
      await commitFile(place, 'README.md', 'Ours\n');
      await git(place, 'switch', '--quiet', '--detach', 'main');
      const theirs = await commitFile(place, 'README.md', 'Theirs\n');
      await git(place, 'switch', '--quiet', '-');
      await git(place, 'merge', theirs).catch(() => undefined);
      await writeIn(place, 'README.md', 'Half resolved\n');
    },
    says: /a merge is not finished; in conflict: README.md/,
    kept: { 'README.md': 'Half resolved\n', '^1:README.md': 'Ours\n', '^2:README.md': 'Theirs\n' },
  },
  'a rebase that has stopped': {
    work: async (place) => {
      await commitFile(place, 'later.txt', 'Later\n');
      await git(place, 'rebase', '--quiet', '--exec', 'false', 'HEAD~1').catch(() => undefined);
      await writeIn(place, 'later.txt', 'In the middle\n');
    },
    says: /a rebase is not finished/,
    kept: { 'later.txt': 'In the middle\n', '^1:later.txt': 'Later\n' },
  },
};

describe('a worktree with unsaved work', () => {
  for (const [what, { work, says, kept }] of Object.entries(unsaved)) {
    it(`is refused with ${what}, which is kept where the person insists`, async () => {
      const { project, workspace, place } = await ticketPlace();
      await work(place);
      const before = await git(place, 'status', '--porcelain');
      const error = await expectRefused(workspace.git.removeWorktree(place), 'unsaved_work');
      expect(error.message).toMatch(says);
      expect(await git(place, 'status', '--porcelain')).toBe(before);
      expect(await refsOf(project, 'refs/ticketree')).toEqual([]);

      const removed = await workspace.git.removeWorktree(place, { force: true });
      expect(existsSync(place)).toBe(false);
      for (const [name, text] of Object.entries(kept)) expect(await keptText(project, removed, name)).toBe(text);
    });
  }
});
