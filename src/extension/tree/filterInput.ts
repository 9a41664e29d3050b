import * as vscode from 'vscode';
import type { Vocabulary } from '../../query/field.js';
import { showUntilGone } from '../ui/quickInput.js';
import { filterChoices, type FilterChoice } from './filterChoices.js';

type Item = vscode.QuickPickItem & {
  /** What the filter becomes; absent for a row that only tells something. */
  readonly text?: string;
  /** Whether that ends the input. */
  readonly isAnswer?: boolean;
};

const previewDelayMillis = 120;

/** Shows what a filter finds. @returns how much that is, in words */
type Preview = (filter: string) => Promise<string>;

/**
 * Asks for a filter. What is wrong stands first in the list, with its column; below stands what could come next.
 * @param preview called while the filter is being typed
 * @returns undefined for a person who goes back
 */
export async function askFilter(filter: string, words: Vocabulary, preview: Preview): Promise<string | undefined> {
  const input = new FilterInput(words, preview);
  try {
    return await input.ask(filter);
  } finally {
    input.dispose();
  }
}

class FilterInput implements vscode.Disposable {
  private readonly pick = vscode.window.createQuickPick<Item>();
  private readonly title = vscode.l10n.t('Filter Tickets');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly words: Vocabulary,
    private readonly preview: Preview,
  ) {
    this.pick.title = this.title;
    this.pick.placeholder = vscode.l10n.t('status:todo priority:>=high -tag:wip "words of the title"');
    inGivenOrder(this.pick);
    this.pick.onDidChangeValue(() => {
      this.show();
    });
  }

  ask(filter: string): Promise<string | undefined> {
    this.pick.value = filter;
    return new Promise((resolve) => {
      this.pick.onDidAccept(() => {
        const [chosen] = this.pick.selectedItems;
        if (chosen?.isAnswer === true) resolve(this.text);
        else if (chosen?.text !== undefined) this.take(chosen.text);
      });
      this.show();
      showUntilGone(this.pick, () => {
        resolve(undefined);
      });
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.pick.dispose();
  }

  private get text(): string {
    return this.pick.value.trim();
  }

  private take(text: string): void {
    this.pick.value = text;
    this.show();
  }

  private show(): void {
    const items = itemsFor(this.pick.value, this.words);
    this.pick.items = items;
    // Enter means the first, whatever was chosen before.
    this.pick.activeItems = items.slice(0, 1);
    clearTimeout(this.timer);
    this.pick.title = this.title;
    if (items[0]?.isAnswer === true) this.timer = setTimeout(() => void this.count(), previewDelayMillis);
  }

  private async count(): Promise<void> {
    const { text } = this;
    const found = await this.preview(text);
    if (this.text === text) this.pick.title = `${this.title} — ${found}`;
  }
}

/** Keeps the editor from sorting rows by how well they fit the text; its types do not tell of this property yet. */
function inGivenOrder(pick: vscode.QuickPick<Item> & { sortByLabel?: boolean }): void {
  pick.sortByLabel = false;
}

function itemsFor(text: string, vocabulary: Vocabulary): Item[] {
  const { problem, mended, completions } = filterChoices(text, vocabulary);
  const first: Item = problem
    ? { label: `$(error) ${problem.message}`, detail: problem.hint, alwaysShow: true }
    : answer(text);
  return [
    first,
    ...section(vscode.l10n.t('did you mean'), mended),
    ...section(vscode.l10n.t('what can come next'), completions),
  ];
}

function answer(text: string): Item {
  const label =
    text.trim() === ''
      ? `$(clear-all) ${vscode.l10n.t('Show all tickets')}`
      : `$(filter) ${vscode.l10n.t('Use this filter')}`;
  return { label, isAnswer: true, alwaysShow: true };
}

function section(label: string, choices: readonly FilterChoice[]): Item[] {
  if (choices.length === 0) return [];
  return [
    { label, kind: vscode.QuickPickItemKind.Separator },
    ...choices.map((choice) => ({
      label: choice.label,
      description: choice.documentation,
      text: choice.text,
      alwaysShow: true,
    })),
  ];
}
