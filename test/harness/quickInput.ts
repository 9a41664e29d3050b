import type { Locator, Page } from 'playwright-core';
import { appears } from './appears.js';

const commandLimit = 30_000;
/** After which the key for the palette is pressed again, milliseconds. */
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
    for (const limit = Date.now() + commandLimit; ;) {
      await this.page.keyboard.press('F1');
      // A webview that is just loading may swallow the key.
      if ((await appears(this.field, paletteLimit)) && (await this.choosesCommand(title))) return;
      await this.page.keyboard.press('Escape');
      if (Date.now() > limit) throw new Error(`The command palette has no command "${title}".`);
    }
  }

  /** Answers every question by Enter, until no other comes. */
  async acceptAll(): Promise<void> {
    while (await appears(this.field, questionLimit)) {
      const question = await this.question();
      await this.page.keyboard.press('Enter');
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

  /** @returns false where the palette does not have the command, or is closed by what an earlier one opens late */
  private async choosesCommand(title: string): Promise<boolean> {
    const row = this.widget.locator('.monaco-list-row').filter({ has: this.page.getByText(title, { exact: true }) });
    try {
      await this.field.fill(`>${title}`, { timeout: fillLimit });
      await row.first().click({ timeout: fillLimit });
    } catch {
      return false;
    }
    // What comes next must not be typed into a palette that is still closing.
    await row.first().waitFor({ state: 'hidden' });
    return true;
  }

  async answer(text: string): Promise<void> {
    await this.field.waitFor();
    await this.field.fill(text, { timeout: fillLimit });
    await this.page.keyboard.press('Enter');
  }

  /** Accepts what a step of a longer input offers. */
  async acceptStep(step: number, of: number): Promise<void> {
    await this.widget.getByText(`(${step}/${of})`).waitFor();
    await this.page.keyboard.press('Enter');
  }

  async pick(label: string | RegExp): Promise<void> {
    await this.widget.locator('.monaco-list-row').filter({ hasText: label }).first().click();
  }
}
