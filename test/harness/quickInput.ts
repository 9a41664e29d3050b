import type { Locator, Page } from 'playwright-core';
import { appears, disappears } from './appears.js';

const commandLimit = 60_000;
/** After which the key for an input is pressed again, milliseconds. */
const paletteLimit = 700;
/** How long after an answer another question may come; one that comes later is closed by the next command. */
const questionLimit = 800;
/** An input that is closed while it is filled does not come back by itself. */
const fillLimit = 3_000;

/** VS Code's quick input: the command palette, quick picks and input boxes. */
export class QuickInput {
  private readonly widget: Locator;
  private readonly field: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget').filter({ visible: true });
    this.field = this.widget.locator('.quick-input-box input');
  }

  /** The palette lists what is there when it opens: while extensions start, it is opened again until it has the command. */
  async runCommand(title: string): Promise<void> {
    const entry = this.page.getByText(title, { exact: true });
    await this.choose('F1', `>${title}`, this.rows().filter({ has: entry }));
  }

  /** Opens a file of the folder by its name. */
  async openFile(name: string): Promise<void> {
    await this.choose('ControlOrMeta+P', name, this.rows().filter({ hasText: name }));
  }

  /** Answers every question by Enter, until no other comes. */
  async acceptAll(): Promise<void> {
    while (await appears(this.field, questionLimit)) {
      const question = await this.question();
      await this.enter();
      // A list that is still empty takes no Enter; another key at the wrong moment would go to what is beneath.
      for (let look = 0; look < 20 && question === (await this.question()); look++) await this.page.waitForTimeout(50);
    }
  }

  /** What is asked, as far as two questions differ; undefined when nothing is. */
  private async question(): Promise<string | undefined> {
    const [text] = await this.widget.allInnerTexts();
    if (text === undefined) return undefined;
    const placeholder = await this.field.getAttribute('placeholder', { timeout: fillLimit }).catch(() => '');
    return `${text.split('\n')[0] ?? ''} ${placeholder ?? ''}`;
  }

  private rows(): Locator {
    return this.widget.locator('.monaco-list-row');
  }

  private async choose(key: string, text: string, row: Locator): Promise<void> {
    for (const limit = Date.now() + commandLimit; ;) {
      // A window that an earlier command has opened may lie before this one, which then draws nothing.
      await this.page.bringToFront();
      await this.page.keyboard.press(key);
      // A webview that is just loading may swallow the key.
      if ((await appears(this.field, paletteLimit)) && (await this.chooses(text, row.first()))) return;
      await this.page.keyboard.press('Escape');
      if (Date.now() > limit) throw new Error(`Nothing is offered for "${text}".`);
    }
  }

  /** @returns false where there is no such row, or the input is closed by what an earlier command opens late */
  private async chooses(text: string, row: Locator): Promise<boolean> {
    try {
      await this.field.fill(text, { timeout: fillLimit });
      await row.click({ timeout: fillLimit });
    } catch {
      return false;
    }
    // What comes next must not be typed into an input that is still closing.
    await row.waitFor({ state: 'hidden' });
    return true;
  }

  async answer(text: string): Promise<void> {
    await this.field.waitFor();
    await this.field.fill(text, { timeout: fillLimit });
    await this.enter();
  }

  /** Accepts what a step of a longer input offers. */
  async acceptStep(step: number, of: number): Promise<void> {
    const shown = this.widget.getByText(`(${step}/${of})`);
    await shown.waitFor();
    for (const limit = Date.now() + commandLimit; Date.now() < limit;) {
      await this.enter();
      if (await disappears(shown, fillLimit)) return;
    }
    throw new Error(`The question ${step} of ${of} takes no answer.`);
  }

  /** Into the input itself: what had the focus before may take it once more, and a key with it. */
  private async enter(): Promise<void> {
    await this.field.press('Enter', { timeout: fillLimit }).catch(() => undefined);
  }

  async pick(label: string | RegExp, limits: { readonly timeout?: number } = {}): Promise<void> {
    await this.rows().filter({ hasText: label }).first().click(limits);
  }

  /** Leaves the question; one that is left before a person could have seen it comes once more. */
  async leave(): Promise<void> {
    await this.widget.waitFor();
    do await this.page.keyboard.press('Escape');
    while (!(await disappears(this.widget, paletteLimit)));
  }
}
