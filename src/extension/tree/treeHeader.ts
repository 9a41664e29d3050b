import * as vscode from 'vscode';
import { setContextKey } from '../contextKeys.js';
import type { TicketTree } from './ticketTree.js';
import type { TreeNode } from './treeNode.js';
import type { TreePreferences } from './treePreferences.js';
import { countTree, emptiness, type TreeCounts } from './treeCounts.js';

/** What the view tells around its rows: the badge, the line of the filter, and why there are no rows. */
export class TreeHeader {
  private told = '';

  constructor(private readonly view: vscode.TreeView<TreeNode>) {}

  /**
   * Tells it where it is not told already: each word of it is a message to the editor.
   * @param place where the tickets come from, for who could take them for others
   */
  tell(tree: TicketTree | undefined, { doneShown, filter }: TreePreferences, place: string): void {
    const counts = countTree(tree);
    const empty = tree ? emptiness(counts, filter) : 'no';
    const telling = JSON.stringify([counts, empty, doneShown, filter, place]);
    if (telling === this.told) return;
    this.told = telling;
    setContextKey('ticketree.empty', empty);
    setContextKey('ticketree.doneShown', doneShown);
    setContextKey('ticketree.tree.filtered', filter !== '');
    const line = filter === '' ? '' : vscode.l10n.t('{0} — {1}', filter, countLabel(counts));
    // The editor shows a message or the view's welcome, not both.
    this.view.message = tree && empty === 'no' ? line : '';
    this.view.description = [place, empty === 'noMatch' ? filter : ''].filter((text) => text !== '').join(' · ');
    const { doing } = counts;
    this.view.badge = doing === 0 ? undefined : { value: doing, tooltip: vscode.l10n.t('{0} in progress', doing) };
  }
}

/** How many of the tickets the filter finds. */
export function countLabel({ shown, listed }: TreeCounts): string {
  return vscode.l10n.t('{0} of {1}', shown, listed);
}
