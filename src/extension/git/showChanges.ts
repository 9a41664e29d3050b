import { join } from 'node:path';
import * as vscode from 'vscode';
import type { FileVersion } from '../../app/git/history/fileVersions.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { plainLabel } from '../ui/plainLabel.js';
import { pickOne } from '../ui/quickPicks.js';
import { versionUri } from './gitFiles.js';

/** Two versions of some files, side by side. */
interface Comparison {
  readonly title: string;
  /** Id of the commit on the left; null for nothing at all. */
  readonly before: string | null;
  /** Id of the commit on the right. */
  readonly after: string;
  /** Path of the worktree whose files stand on the right instead; null for none. */
  readonly worktree: string | null;
  readonly files: readonly ComparedFile[];
}

interface ComparedFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed';
  /** Where a renamed one was before. */
  readonly from?: string;
}

/** Shows what the work on a ticket has changed, what is not committed too, in one tab. @throws TicketreeError */
export async function showChangesOf(workspace: TicketWorkspace, id: string): Promise<void> {
  const { git, store } = workspace;
  const changes = await git.ticketChanges(id, { uncommitted: true });
  const title = vscode.l10n.t('{0} (against {1})', store.row(id)?.title ?? changes.branch, changes.base);
  await compare(workspace, { ...changes, title });
}

/** Lists the commits of a ticket; the one that is picked is shown with all its files. @throws TicketreeError */
export async function showCommitsOf(workspace: TicketWorkspace, id: string): Promise<void> {
  const { git, store } = workspace;
  const { commits } = await git.ticketCommits(id);
  if (commits.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The ticket has no commits yet.'));
    return;
  }
  const items = commits.map((commit) => ({
    ...{ commit, label: plainLabel(commit.subject), iconPath: new vscode.ThemeIcon('git-commit') },
    description: `${commit.id.slice(0, 8)} · ${plainLabel(commit.author)}`,
    detail: [
      new Date(commit.at).toLocaleString(vscode.env.language),
      ...(commit.where === 'mention' ? [vscode.l10n.t('mentions the ticket')] : []),
    ].join(' · '),
  }));
  const title = plainLabel(store.row(id)?.title ?? '');
  const placeHolder = vscode.l10n.t('Which commit?');
  const picked = await pickOne(items, { title, placeHolder, matchOnDescription: true });
  if (!picked) return;
  const { subject, id: after } = picked.commit;
  const { before, files } = await git.files.commitChanges(after);
  await compare(workspace, { title: `${after.slice(0, 8)} ${subject}`, before, after, worktree: null, files });
}

async function compare({ root, git }: TicketWorkspace, comparison: Comparison): Promise<void> {
  const { title, before, after, worktree, files } = comparison;
  if (files.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing has been changed yet.'));
    return;
  }
  const folder = worktree ?? (await git.requireRepository()).checkout;
  const at = (path: string, commit: string | null): vscode.Uri => {
    const version: FileVersion | null = commit === null ? null : { kind: 'commit', commit };
    return versionUri(root, folder, path, version);
  };
  const resources = files.map(({ path, status, from }) => {
    const right = worktree === null ? at(path, after) : vscode.Uri.file(join(folder, path));
    return [
      right,
      status === 'added' ? undefined : at(from ?? path, before),
      status === 'deleted' ? undefined : right,
    ] as const;
  });
  await vscode.commands.executeCommand('vscode.changes', title, resources);
}
