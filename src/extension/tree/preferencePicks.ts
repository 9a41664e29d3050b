import * as vscode from 'vscode';
import { pickOne } from '../ui/quickPicks.js';
import { groupings, treeSorts, type TreeGrouping, type TreeSort } from './treePreferences.js';
import { groupingLabel, sortLabel } from './treeWords.js';

export function pickGrouping(current: TreeGrouping): Promise<TreeGrouping | undefined> {
  return pickWord(vscode.l10n.t('Group tickets by'), groupings, current, groupingLabel);
}

export function pickSort(current: TreeSort): Promise<TreeSort | undefined> {
  return pickWord(vscode.l10n.t('Sort tickets by'), treeSorts, current, sortLabel);
}

/** Offers a few words, the present one first. */
async function pickWord<T extends string>(
  placeHolder: string,
  values: readonly T[],
  current: T,
  labelOf: (value: T) => string,
): Promise<T | undefined> {
  const inOrder = [current, ...values.filter((value) => value !== current)];
  const items = inOrder.map((value) => ({
    value,
    label: labelOf(value),
    ...(value === current ? { description: vscode.l10n.t('now') } : {}),
  }));
  return (await pickOne(items, { placeHolder }))?.value;
}
