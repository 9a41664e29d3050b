import * as vscode from 'vscode';
import { checkTag } from '../../domain/fieldChecks.js';
import { DisposableStore } from '../../util/disposable.js';
import { plainLabel } from '../ui/plainLabel.js';
import { showUntilGone } from '../ui/quickInput.js';
import type { TagAnswer, TagChoice } from './tagChoice.js';

interface TagItem extends vscode.QuickPickItem {
  readonly tag: string;
}

/**
 * Lets the person tick tags, and type new ones. Those that all tickets have are ticked at first.
 * @param total how many tickets there are
 * @returns undefined when the person has left
 */
export function pickTags(title: string, choices: readonly TagChoice[], total: number): Promise<TagAnswer | undefined> {
  const picker = new TagPicker(title, choices, total);
  return picker.ask();
}

class TagPicker {
  private readonly parts = new DisposableStore();
  private readonly pick = this.parts.add(vscode.window.createQuickPick<TagItem>());
  private readonly cleared = new Set<string>();
  /** Tags that the person has typed and ticked. */
  private typed: readonly string[] = [];

  constructor(
    title: string,
    private readonly choices: readonly TagChoice[],
    private readonly total: number,
  ) {
    this.pick.title = title;
    this.pick.placeholder = vscode.l10n.t('Tick tags, or type a new one');
    this.pick.canSelectMany = true;
    this.draw(new Set(choices.filter(({ count }) => count === total).map(({ tag }) => tag)));
  }

  ask(): Promise<TagAnswer | undefined> {
    return new Promise((resolve) => {
      this.parts.add(
        this.pick.onDidChangeValue(() => {
          this.redraw();
        }),
      );
      this.parts.add(
        this.pick.onDidTriggerItemButton(({ item }) => {
          if (!this.cleared.delete(item.tag)) this.cleared.add(item.tag);
          this.redraw();
        }),
      );
      this.parts.add(
        this.pick.onDidAccept(() => {
          resolve({ ticked: this.answered(), cleared: this.cleared });
          this.pick.hide();
        }),
      );
      this.parts.add(
        showUntilGone(this.pick, () => {
          resolve(undefined);
          this.parts.dispose();
        }),
      );
    });
  }

  private ticked(): Set<string> {
    return new Set(this.pick.selectedItems.map(({ tag }) => tag));
  }

  /** What is ticked; and what was typed, if it can mean nothing else than a new tag. */
  private answered(): Set<string> {
    const fresh = newTag(this.pick.value);
    const isFilter = this.choices.some(({ tag }) => tag.toLowerCase().includes(fresh?.toLowerCase() ?? ''));
    return new Set([...this.ticked(), ...(fresh === null || isFilter ? [] : [fresh])]);
  }

  private redraw(): void {
    const ticked = this.ticked();
    this.typed = [...ticked].filter((tag) => !this.choices.some((choice) => choice.tag === tag));
    this.draw(ticked);
  }

  private draw(ticked: ReadonlySet<string>): void {
    const fresh = newTag(this.pick.value);
    const isKnown = fresh === null || [...this.choices.map(({ tag }) => tag), ...this.typed].includes(fresh);
    const typed = [...(isKnown ? [] : [fresh]), ...this.typed];
    const items = [
      ...typed.map((tag): TagItem => ({ tag, label: plainLabel(tag), description: vscode.l10n.t('new tag') })),
      ...this.choices.map((choice) => this.itemOf(choice)),
    ];
    this.pick.items = items;
    this.pick.selectedItems = items.filter(({ tag }) => ticked.has(tag));
  }

  private itemOf({ tag, count }: TagChoice): TagItem {
    if (count === 0 || count === this.total) return { tag, label: plainLabel(tag) };
    const isCleared = this.cleared.has(tag);
    const tooltip = isCleared ? vscode.l10n.t('Leave As It Is') : vscode.l10n.t('Take From All');
    return {
      tag,
      label: plainLabel(tag),
      description: isCleared
        ? vscode.l10n.t('will be taken away')
        : vscode.l10n.t('{0} of {1} tickets', count, this.total),
      buttons: [{ iconPath: new vscode.ThemeIcon(isCleared ? 'discard' : 'close'), tooltip }],
    };
  }
}

/** What has been typed, if it can be a tag. */
function newTag(text: string): string | null {
  try {
    return checkTag(text);
  } catch {
    return null;
  }
}
