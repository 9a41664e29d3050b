import { chmod, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../harness/tempStore.js';
import { cli, document, failure, git } from './support/commands.js';
import { commitFile, gitProject, writeIn } from './support/gitProject.js';
import {
  branchesOf,
  commitOf,
  commitTwo,
  dirtyIn,
  fileIn,
  gitWorkspace,
  logOf,
  setForTeam,
  workIn,
  workOnTicket,
} from './support/ticketWork.js';

/** A program that git runs. */
async function script(file: string, text: string): Promise<void> {
  await writeIn(path.dirname(file), path.basename(file), `#!/bin/sh\n${text}\n`);
  await chmod(file, 0o755);
}

describe('odd repositories', () => {
  it.each(['squash', 'rebase'] as const)('of SHA-256 are brought home to by %s', async (way) => {
    const { project, workspace, ticket, worktree } = await workOnTicket('a', '--object-format=sha256');
    await commitTwo(worktree);
    await commitFile(project, 'c.txt', 'c\n');
    const done = await workspace.git.finish(ticket.id, { way });
    expect(done.kind === 'finished' ? done.merged : '').toMatch(/^[\da-f]{64}$/);
    expect(await fileIn(project, 'main', 'b.txt')).toBe('b\n');
  });

  it('with names of any script, and folders in branch names', async () => {
    const project = await gitProject();
    await git(project, 'branch', '--move', 'main', 'リリース/2026');
    const { workspace, ticket, branch, worktree } = await workIn(project, 'a', 'リリース/2026');
    const odd = 'übung/日本 語/🎟';
    await git(project, 'branch', '--move', branch, odd.replaceAll(' ', '_'));
    await workspace.git.finish(ticket.id).then(
      () => expect.unreachable(),
      (error: unknown) => {
        expect(error).toMatchObject({ code: 'branch_not_found' });
      },
    );
    await git(project, 'branch', '--move', odd.replaceAll(' ', '_'), `übung/${ticket.slug}`);
    await writeIn(worktree, 'mit Leerzeichen/日本 "語".txt', 'x\n');
    await git(worktree, 'add', '--all');
    await git(worktree, 'commit', '--quiet', '-m', 'Odd');
    const done = await workspace.git.finish(ticket.id);
    expect(done).toMatchObject({ base: 'リリース/2026', branch: `übung/${ticket.slug}` });
    expect(await fileIn(project, 'リリース/2026', 'mit Leerzeichen/日本 "語".txt')).toBe('x\n');
    expect(await branchesOf(project)).toEqual(['リリース/2026']);
  });

  it('that are bare, with worktrees beside them: the one that holds the store stays', async () => {
    const folder = await tempFolder();
    const source = await gitProject();
    const bare = path.join(folder, 'bare.git');
    await git(folder, 'clone', '--quiet', '--bare', source, bare);
    await git(bare, 'config', 'user.name', 'Test');
    await git(bare, 'config', 'user.email', 'test@example.invalid');
    const main = path.join(folder, 'main');
    await git(bare, 'worktree', 'add', '--quiet', main, 'main');
    const workspace = await gitWorkspace(main);
    const ticket = await workspace.tickets.create({ slug: 'a', title: 'A' });
    const worktree = path.join(folder, 'a');
    await git(bare, 'worktree', 'add', '--quiet', worktree, '-b', `ticket/${ticket.slug}`, 'main');
    await commitTwo(worktree);
    expect(await workspace.git.finish(ticket.id)).toMatchObject({ removedWorktree: worktree });
    expect(await readFile(path.join(main, 'b.txt'), 'utf8')).toBe('b\n');
    expect((await workspace.store.read(ticket.id)).status).toBe('done');
  });

  it('with sparse checkouts keep them sparse', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitFile(worktree, 'far/away.txt', 'far\n');
    await commitFile(worktree, 'near.txt', 'near\n');
    await git(project, 'sparse-checkout', 'set', '.vibe-ticket');
    await workspace.git.finish(ticket.id);
    expect(await fileIn(project, 'main', 'far/away.txt')).toBe('far\n');
    expect(await readFile(path.join(project, 'near.txt'), 'utf8')).toBe('near\n');
    await expect(readFile(path.join(project, 'far/away.txt'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await dirtyIn(project)).toEqual([]);
  });

  it('with submodules take the new commit of one, and give it back', async () => {
    const library = await gitProject();
    const project = await gitProject();
    await git(project, 'submodule', '--quiet', 'add', library, 'library');
    await git(project, 'commit', '--quiet', '-m', 'Add the library');
    const { workspace, ticket, worktree } = await workIn(project, 'a');
    await git(worktree, 'submodule', '--quiet', 'update', '--init');
    const next = await commitFile(library, 'next.txt', 'next\n');
    await git(path.join(worktree, 'library'), 'fetch', '--quiet', library, next);
    await git(path.join(worktree, 'library'), 'checkout', '--quiet', next);
    await git(worktree, 'commit', '--quiet', '-m', 'Update', 'library');
    const done = await workspace.git.finish(ticket.id);
    expect(await git(project, 'ls-tree', 'main', 'library')).toContain(next);
    expect(done.ticket.status).toBe('done');
    // git has moved the base alone: what is checked out of the submodule is for the person to update.
    expect(await dirtyIn(project)).toEqual([' M library']);
    await workspace.git.undo.run(ticket.id);
    expect(await git(project, 'ls-tree', 'main', 'library')).not.toContain(next);
    expect(await dirtyIn(project)).toEqual([]);
  });

  it('whose checkout is on no branch leave it there', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    const before = await commitOf(project, 'HEAD');
    await git(project, 'switch', '--quiet', '--detach');
    await workspace.git.finish(ticket.id);
    expect(await commitOf(project, 'HEAD')).toBe(before);
    expect(await fileIn(project, 'main', 'a.txt')).toBe('a\n');
    expect(await dirtyIn(project)).toEqual([]);
  });

  it('with a worktree whose link leads nowhere say so, and how to mend it', async () => {
    const { project, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await writeIn(worktree, '.git', 'gitdir: /nowhere/at all\n');
    const { code, message, hint } = await failure(project, ['finish', ticket.id]);
    expect([code, message]).toEqual(['git_failed', expect.stringContaining('/nowhere/at all')]);
    expect((await cli(project, ['worktree', 'list'])).stdout).toContain('unreadable');
    expect(hint).toContain('`ticketree worktree repair`');
    await document(project, ['worktree', 'repair']);
    expect(await document(project, ['finish', ticket.id])).toMatchObject({ ticket: { status: 'done' } });
  });

  it('without a commit, or without git, say so', async () => {
    const { workspace, ticket, project, branch, worktree } = await workOnTicket();
    await git(project, 'worktree', 'remove', worktree);
    await git(project, 'branch', '--delete', '--force', branch);
    await expect(workspace.git.finish(ticket.id)).rejects.toMatchObject({ code: 'branch_not_found' });
    await git(project, 'switch', '--quiet', '--orphan', 'unborn');
    await git(project, 'branch', '--delete', '--force', 'main');
    expect((await failure(project, ['init'])).code).toBe('store_exists');
    const plain = await tempFolder();
    await document(plain, ['init']);
    await document(plain, ['new', 'a']);
    expect((await failure(plain, ['finish', 'a'])).code).toBe('no_repository');
  });
});

describe("a person's own ways", () => {
  it('of hooks: what fails after the merge stops nothing, what forbids a change of refs does', async () => {
    const { project, workspace, ticket, branch, worktree } = await workOnTicket();
    await commitTwo(worktree);
    const hooks = path.join(project, '.git', 'hooks');
    await mkdir(hooks, { recursive: true });
    await script(path.join(hooks, 'reference-transaction'), '[ "$1" = prepared ] && exit 1; exit 0');
    const before = await commitOf(project, 'main');
    await expect(workspace.git.finish(ticket.id)).rejects.toMatchObject({ code: 'git_failed' });
    expect(await commitOf(project, 'main')).toBe(before);
    expect(await branchesOf(project)).toEqual(['main', branch]);
    await script(path.join(hooks, 'reference-transaction'), 'exit 0');
    for (const name of ['post-merge', 'post-checkout', 'pre-commit', 'commit-msg']) {
      await script(path.join(hooks, name), 'exit 1');
    }
    expect(await workspace.git.finish(ticket.id)).toMatchObject({ kind: 'finished', removedWorktree: worktree });
  });

  it.each(['squash', 'merge', 'rebase'] as const)('of signing, by %s', async (way) => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await commitFile(project, 'c.txt', 'c\n');
    const gpg = path.join(await tempFolder(), 'gpg');
    const signature = '-----BEGIN PGP SIGNATURE-----\\n\\nfake\\n-----END PGP SIGNATURE-----';
    await script(gpg, `cat > /dev/null; printf '%b\\n' '${signature}'; printf '\\n[GNUPG:] SIG_CREATED \\n' >&2`);
    await git(project, 'config', 'gpg.program', gpg);
    await git(project, 'config', 'commit.gpgsign', 'true');
    await workspace.git.finish(ticket.id, { way });
    expect(await git(project, 'cat-file', 'commit', 'main')).toContain('gpgsig');
  });

  it('of a signature that fails: nothing is merged', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await git(project, 'config', 'gpg.program', 'false');
    await git(project, 'config', 'commit.gpgsign', 'true');
    await expect(workspace.git.finish(ticket.id)).rejects.toMatchObject({ code: 'git_failed' });
    expect((await logOf(project, 'main')).length).toBe(1);
  });

  it('of having no name: nothing is merged, and it is said what to do', async () => {
    const { project, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await git(project, 'config', '--unset', 'user.name');
    await git(project, 'config', '--unset', 'user.email');
    await git(project, 'config', 'user.useConfigOnly', 'true');
    const env = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', EMAIL: undefined };
    expect((await failure(project, ['finish', ticket.id], { env })).code).toBe('git_no_identity');
    expect((await logOf(project, 'main')).length).toBe(1);
    expect((await document(project, ['show', ticket.id]))['ticket']).toMatchObject({ status: 'todo' });
  });

  it('of settings that would change a merge', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await git(project, 'config', 'merge.ff', 'false');
    await git(project, 'config', 'merge.autoStash', 'true');
    await git(project, 'config', 'merge.verifySignatures', 'true');
    await git(project, 'config', 'branch.main.mergeOptions', '--squash --no-commit');
    await git(project, 'config', 'log.showSignature', 'true');
    await git(project, 'config', 'log.date', 'relative');
    await writeIn(project, 'README.md', 'not committed\n');
    await workspace.git.finish(ticket.id);
    expect(await logOf(project, 'main')).toEqual(['The fix-login', 'Write README.md']);
    expect(await dirtyIn(project)).toEqual([' M README.md']);
  });
});

describe('the ticket that is meant', () => {
  it('is that of the branch where the person stands, and it is said that the folder is gone', async () => {
    const { project, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    const { code, stdout } = await cli(worktree, ['finish', '--json'], { cwd: project });
    expect(code).toBe(0);
    const done = JSON.parse(stdout) as { ticket: { id: string }; notes: string[] };
    expect(done.ticket.id).toBe(ticket.id);
    expect(done.notes.join()).toContain(`go to ${project}`);
  });

  it('is the one whose conflicts wait where the person stands', async () => {
    const { project, ticket, worktree } = await workOnTicket();
    await commitFile(worktree, 'README.md', 'ticket\n');
    await commitFile(project, 'README.md', 'base\n');
    expect((await failure(project, ['finish', ticket.id, '--merge', 'rebase'])).code).toBe('merge_conflict');
    await writeIn(worktree, 'README.md', 'both\n');
    await git(worktree, 'add', 'README.md');
    expect((await document(worktree, ['finish', '--continue']))['kind']).toBe('finished');
    expect(await fileIn(project, 'main', 'README.md')).toBe('both\n');
  });
});

describe('what only the worktree of the ticket has', () => {
  it('is a commit that was amended: the trash keeps it', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    const first = await commitFile(worktree, 'a.txt', 'first thought\n');
    await writeIn(worktree, 'a.txt', 'second thought\n');
    await git(worktree, 'commit', '--quiet', '--all', '--amend', '--no-edit');
    expect(await workspace.git.finish(ticket.id)).toMatchObject({ removedWorktree: worktree });
    expect(await git(project, 'rev-list', '--glob=refs/ticketree/trash/*')).toContain(first);
  });

  it('is a listed file that git ignores and that was changed: the worktree stays', async () => {
    const { project, workspace, ticket, branch, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await writeIn(project, '.git/info/exclude', '.env\n');
    await writeIn(project, '.env', 'shared\n');
    await writeIn(worktree, '.env', 'my own secret\n');
    await setForTeam(project, 'git.copy_files', '.env');
    const done = await workspace.git.finish(ticket.id);
    expect(done).toMatchObject({ kind: 'finished', removedWorktree: null, keptIn: null });
    expect(done.kind === 'finished' ? done.notes.join() : '').toContain('.env');
    expect(await readFile(path.join(worktree, '.env'), 'utf8')).toBe('my own secret\n');
    expect(await branchesOf(project)).toContain(branch);
  });

  it('is whatever a locked worktree holds, and it is said how to unlock it', async () => {
    const { project, workspace, ticket, branch, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await git(project, 'worktree', 'lock', '--reason', 'on a stick', worktree);
    const done = await workspace.git.finish(ticket.id);
    expect(done).toMatchObject({ kind: 'finished', removedWorktree: null, keptIn: null });
    const notes = done.kind === 'finished' ? done.notes.join() : '';
    expect(notes).toContain('locked: on a stick. `ticketree worktree unlock`');
    await document(project, ['worktree', 'unlock', worktree]);
    await document(project, ['worktree', 'remove', worktree]);
    expect(await branchesOf(project)).not.toContain(branch);
  });

  it('is nothing where a listed file is still as it was copied', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await writeIn(project, '.git/info/exclude', '.env\n');
    for (const folder of [project, worktree]) await writeIn(folder, '.env', 'shared\n');
    await setForTeam(project, 'git.copy_files', '.env');
    expect(await workspace.git.finish(ticket.id)).toMatchObject({ removedWorktree: worktree });
  });

  it('is an older copy of the store that was touched: it is no work, and the trash keeps it', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await writeIn(worktree, '.vibe-ticket/notes.txt', 'written into a copy\n');
    expect(await workspace.git.finish(ticket.id)).toMatchObject({ removedWorktree: worktree });
    const kept = (
      await git(project, 'for-each-ref', '--format=%(refname)', 'refs/ticketree/trash/*-worktree/**')
    ).trim();
    expect(await git(project, 'show', `${kept}:.vibe-ticket/notes.txt`)).toBe('written into a copy\n');
  });
});
