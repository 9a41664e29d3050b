import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { storePath, tempFolder } from '../harness/tempStore.js';
import { document, failure, git, listed, ticketOf } from './support/commands.js';

async function repository(): Promise<string> {
  const project = await tempFolder();
  await git(project, 'init');
  await git(project, 'commit', '--allow-empty', '-m', 'start');
  return project;
}

async function linkedTo(main: string): Promise<string> {
  const linked = path.join(await tempFolder(), 'linked');
  await git(main, 'worktree', 'add', linked);
  return linked;
}

function status(project: string): Promise<string> {
  return git(project, 'status', '--porcelain', '--untracked-files=all');
}

describe('init in a git repository', () => {
  it('keeps tickets with the code: git sees all but caches, locks and temp files', async () => {
    const project = await repository();
    await document(project, ['init']);
    const { id } = await ticketOf(project, ['new', 'seen']);
    for (const name of ['tickets/x.yaml.lock', 'tickets/.x.yaml.12.ab.tmp', 'active_tickets.yaml.lock', 'some.log']) {
      await writeFile(storePath(project, name), '');
    }
    const seen = (await status(project)).split('\n').filter((line) => line !== '');
    expect(seen).toEqual(
      expect.arrayContaining([`?? .vibe-ticket/tickets/${id}.yaml`, '?? .vibe-ticket/config.yaml', '?? .gitignore']),
    );
    expect(seen.filter((line) => /lock|tmp|log/.test(line))).toEqual([]);
  });

  it('keeps tickets beside the code: git sees nothing at all', async () => {
    const project = await repository();
    expect(await document(project, ['init', '--keep', 'beside'])).toMatchObject({ keep: 'beside' });
    await ticketOf(project, ['new', 'unseen']);
    expect(await status(project)).toBe('');
  });

  it('keeps the lines that somebody else excluded, and adds its own once', async () => {
    const project = await repository();
    const exclude = path.join(project, '.git', 'info', 'exclude');
    await writeFile(exclude, 'mine');
    await document(project, ['init', '--keep', 'beside']);
    await document(project, ['init', '--keep', 'beside', '--force']);
    expect(await readFile(exclude, 'utf8')).toBe('mine\n.vibe-ticket/\n');
  });

  it('keeps tickets beside the code of a linked worktree, in the file that all worktrees share', async () => {
    const main = await repository();
    const linked = await linkedTo(main);
    await document(linked, ['init', '--keep', 'beside']);
    expect(await status(linked)).toBe('');
    expect(await readFile(path.join(main, '.git', 'info', 'exclude'), 'utf8')).toContain('\n.vibe-ticket/\n');
  });

  it('refuses a linked worktree whose main worktree has a store: the new one would never be found', async () => {
    const main = await repository();
    const linked = await linkedTo(main);
    await document(main, ['init']);
    const { exit, code, message } = await failure(linked, ['init']);
    expect({ exit, code }).toEqual({ exit: 4, code: 'store_exists' });
    expect(message).toContain(main);
    expect(await status(linked)).toBe('');
    expect(await listed(linked)).toEqual([]);
  });
});
