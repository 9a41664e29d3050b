import * as vscode from 'vscode';
import type { MergeWay } from '../../domain/gitSettings.js';

/** What a person calls a way home. */
export function wayLabel(way: MergeWay): string {
  switch (way) {
    case 'squash':
      return vscode.l10n.t('Squash');
    case 'merge':
      return vscode.l10n.t('Merge');
    case 'rebase':
      return vscode.l10n.t('Rebase');
    case 'ff':
      return vscode.l10n.t('Fast-Forward');
    case 'pr':
      return vscode.l10n.t('Pull Request');
    case 'none':
      return vscode.l10n.t('No Merge');
  }
}

/** What it does, one sentence. */
export function wayDetail(way: MergeWay, base: string): string {
  switch (way) {
    case 'squash':
      return vscode.l10n.t('One commit with all the work goes onto {0}.', base);
    case 'merge':
      return vscode.l10n.t('All commits go into {0}, with a merge commit.', base);
    case 'rebase':
      return vscode.l10n.t('All commits go onto {0}, one after the other.', base);
    case 'ff':
      return vscode.l10n.t('{0} moves forward to the branch, if nothing stands between.', base);
    case 'pr':
      return vscode.l10n.t('The branch is pushed, and a pull request is opened for others to look at.');
    case 'none':
      return vscode.l10n.t('The ticket is closed, and its branch stays as it is.');
  }
}

export const wayIcons: Readonly<Record<MergeWay, string>> = {
  squash: 'git-commit',
  merge: 'git-merge',
  rebase: 'git-branch',
  ff: 'arrow-right',
  pr: 'git-pull-request',
  none: 'circle-slash',
};
