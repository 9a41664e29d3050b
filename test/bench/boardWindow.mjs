import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { developmentLink } from '../harness/developmentLink.mjs';
import { root } from '../harness/paths.mjs';
import { workbenchUrl } from '../harness/workbenchUrl.mjs';
import { installProbe, observeLongFrames, observeMessages } from './inPage.mjs';

/** @typedef {import('./inPage.mjs').Probed} Probed */

/** Keys of our own, so that neither the palette nor a click is measured along. */
const keys = { openBoard: 'Control+Alt+F9', closeEditor: 'Control+Alt+F10' };
const bindings = [
  { key: 'ctrl+alt+f9', command: 'ticketree.openBoard' },
  { key: 'ctrl+alt+f10', command: 'workbench.action.closeActiveEditor' },
];
const startLimit = 120_000;

/** Writes the keys into the home of a server that has yet to start. */
export function bindKeys(/** @type {string} */ home) {
  const user = path.join(home, 'data', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(path.join(user, 'keybindings.json'), JSON.stringify(bindings));
}

/** A window of VS Code on a project, with the board in it. */
export class BoardWindow {
  constructor(/** @type {import('playwright-core').Page} */ page) {
    this.page = page;
  }

  /**
   * @param {import('playwright-core').Browser} browser
   * @param {import('../harness/server.mjs').RunningServer} server
   * @param {{ folder: string, bare?: boolean }} what bare: without our extension
   */
  static async open(browser, server, { folder, bare = false }) {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    await context.addInitScript(installProbe);
    const page = await context.newPage();
    const development = bare ? {} : { development: developmentLink(server.home, root) };
    await page.goto(workbenchUrl(server.origin, { folder, ...development }));
    await page.locator('.monaco-workbench[class*="vscode-theme-"]').waitFor({ timeout: startLimit });
    return new BoardWindow(page);
  }

  /** Opens the board of a window that has just begun: until the extension is there, its key does nothing. */
  async openFirst() {
    for (const limit = Date.now() + startLimit; Date.now() < limit;) {
      await this.page.keyboard.press(keys.openBoard);
      const isThere = await this.webviews
        .first()
        .waitFor({ timeout: 3000 })
        .then(...yesOrNo);
      if (isThere) break;
    }
    await this.paintedFrame();
  }

  /** @returns {Promise<number>} milliseconds from the key to the first cards */
  async openBoard() {
    await this.page.keyboard.press(keys.openBoard);
    const outer = await this.paintedFrame();
    const cardsAt = await outer.evaluate(() => /** @type {Probed} */ (globalThis).bench.cardsAt);
    return cardsAt - (await this.page.evaluate(() => /** @type {Probed} */ (globalThis).bench.keyAt));
  }

  async closeBoard() {
    await this.page.keyboard.press(keys.closeEditor);
    await this.webviews.first().waitFor({ state: 'detached' });
    // What was closed is cleared away meanwhile.
    await delay(500);
  }

  /** The frame around the board, when its first cards have been painted. */
  async paintedFrame() {
    const outer = await (await this.webviews.first().elementHandle({ timeout: startLimit }))?.contentFrame();
    if (!outer) throw new Error('The board has no frame.');
    const arePainted = () => /** @type {Probed} */ (globalThis).bench.cardsAt > 0;
    await outer.waitForFunction(arePainted, undefined, { timeout: startLimit });
    return outer;
  }

  /** The board's document, with everything noted that happens in it from now on. */
  async observedFrame() {
    const inner = await (await this.paintedFrame()).waitForSelector('iframe#active-frame');
    const frame = await inner.contentFrame();
    if (!frame) throw new Error('The board has no document.');
    await frame.evaluate(observeMessages);
    await this.page.evaluate(observeLongFrames);
    return frame;
  }

  /** Where something on the board is on the page: its middle. */
  async middle(/** @type {import('playwright-core').Frame} */ frame, /** @type {string} */ selector) {
    const box = await frame.locator(selector).first().boundingBox();
    if (!box) throw new Error(`${selector} is not on screen.`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, bottom: box.y + box.height };
  }

  async close() {
    await this.page.context().close();
  }

  get webviews() {
    return this.page.locator('iframe.webview.ready').filter({ visible: true });
  }
}

/** @type {[() => boolean, () => boolean]} */
const yesOrNo = [() => true, () => false];
