import { spawn } from 'node:child_process';
import type { Command } from 'commander';
import type { OpenedWorktree } from '../app/git/worktrees/openWorktree.js';
import { worktreeArgument } from './arguments.js';
import { Session } from './session.js';
import { setUp } from './setUp.js';
import { plain } from './terminalText.js';

/** `worktree open` */
export function configureOpen(worktree: Command): void {
  worktree
    .command('open')
    .description('print the path of a worktree; makes one for a ticket that has none')
    .argument(...worktreeArgument)
    .option('--window', 'open it in the editor, where `code` is there')
    .action(async (reference: string, { window: inWindow }: { readonly window?: boolean }, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ git, finder }) => {
        const opened = await git.openWorktree(reference, async (text) => (await finder.find(text)).id);
        const prepared = opened.started === null ? null : await setUp(session, git, opened.started);
        const notes = [...(opened.started?.notes ?? []), ...(prepared?.note == null ? [] : [prepared.note])];
        const failed = inWindow === true && !(await openWindow(opened.path));
        if (failed) notes.push('There is no `code` that could open it.');
        // The path alone, so that a shell can go there.
        session.output.result('worktree', { worktree: documentOf(opened), notes }, () => plain(opened.path));
        for (const note of notes) session.output.note(plain(note));
      });
    });
}

function documentOf({ path, branch, ticket, started }: OpenedWorktree): Record<string, unknown> {
  const made = started?.place?.madeWorktree ?? false;
  return { path, branch, ticket: ticket === null ? null : { id: ticket.id, slug: ticket.slug }, created: made };
}

/** @returns whether the editor took it */
function openWindow(path: string): Promise<boolean> {
  // On Windows it is a batch file, which needs a shell; a path may be anything there, so that it goes by the folder.
  const isWindows = process.platform === 'win32';
  const child = isWindows
    ? spawn('code .', { cwd: path, shell: true, stdio: 'ignore' })
    : spawn('code', [path], { stdio: 'ignore' });
  return new Promise((resolve) => {
    child.once('error', () => {
      resolve(false);
    });
    child.once('close', (code) => {
      resolve(code === 0);
    });
  });
}
