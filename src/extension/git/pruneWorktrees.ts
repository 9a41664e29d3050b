import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { PrunePlan } from '../../app/git/worktrees/prunePlan.js';
import type { Handler } from '../commands/commandContext.js';
import { storeRootIn } from '../commands/ticketArgument.js';
import { plainLabel } from '../ui/plainLabel.js';
import { tell } from '../ui/tell.js';
import { pickSome } from '../ui/quickPicks.js';
import { closeFolder } from './removeWorktrees.js';

interface PruneItem extends vscode.QuickPickItem {
  /** Path of a worktree or a folder, or name of a ref. */
  readonly key: string;
}

/** Tidies up: shows what could go and why, all of it picked, and removes what stays picked. Nothing is lost with it. */
export const pruneWorktrees: Handler = async ({ session }, target) => {
  const { git } = session.requireWritable(storeRootIn(target));
  const plan = await git.planPrune();
  const items = itemsOf(plan);
  const kept = plan.worktrees.filter(({ stays }) => stays !== null);
  if (items.length === 0) {
    const reasons = kept.map(({ path, stays }) => `${basename(path)}: ${stays ?? ''}`);
    void vscode.window.showInformationMessage([vscode.l10n.t('There is nothing to tidy up.'), ...reasons].join(' '));
    return;
  }
  const placeHolder =
    kept.length === 0
      ? vscode.l10n.t('What shall go?')
      : vscode.l10n.t('What shall go? {0} more stay, since they hold work.', kept.length);
  const picked = await pickSome(items, { placeHolder, matchOnDetail: true });
  if (!picked || picked.length === 0) return;
  const { removed, stayed } = await git.prune(only(plan, new Set(picked.map(({ key }) => key))));
  for (const { path } of removed) closeFolder(path);
  const rest = stayed.map(({ why }) => why);
  tell('clear-all', [vscode.l10n.t('Worktrees removed: {0}.', removed.length), ...rest].join(' '));
};

function itemsOf({ worktrees, trash, leftovers }: PrunePlan): PruneItem[] {
  const days = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium' });
  const item = (key: string, icon: string, name: string, description: string): PruneItem => ({
    ...{ key, description, picked: true },
    label: plainLabel(name),
    iconPath: new vscode.ThemeIcon(icon),
  });
  return [
    ...worktrees
      .filter(({ stays }) => stays === null)
      .map(({ path, branch, why }) => ({
        ...item(path, 'list-tree', branch ?? basename(path), plainLabel(why)),
        detail: path,
      })),
    ...trash.map(({ ref, name, at }) =>
      item(ref, 'trash', name, vscode.l10n.t('in the trash since {0}', days.format(new Date(at)))),
    ),
    ...leftovers.map((path) =>
      item(path, 'folder', basename(path), vscode.l10n.t('left over from a worktree that is gone')),
    ),
  ];
}

/** The part of a plan that the person has picked. */
function only(plan: PrunePlan, picked: ReadonlySet<string>): PrunePlan {
  return {
    worktrees: plan.worktrees.filter(({ path }) => picked.has(path)),
    trash: plan.trash.filter(({ ref }) => picked.has(ref)),
    leftovers: plan.leftovers.filter((path) => picked.has(path)),
  };
}
