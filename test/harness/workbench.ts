import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, ConsoleMessage, FrameLocator, Locator, Page } from 'playwright-core';
import { chooseInContextMenu } from './contextMenu.js';
import { root, screenshots } from './paths.mjs';
import { developmentLink } from './developmentLink.mjs';
import { QuickInput } from './quickInput.js';
import { Sidebar } from './sidebar.js';
import { sharedBrowser, sharedServer } from './sharedHost.js';
import { workbenchUrl } from './workbenchUrl.mjs';

const themes = {
  light: 'Light 2026',
  dark: 'Dark 2026',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

export interface WorkbenchOptions {
  /** Absolute path of a folder or a .code-workspace file; left out, an empty window opens. */
  folder?: string;
  theme?: keyof typeof themes;
  /** false opens the folder in restricted mode. */
  trust?: boolean;
  settings?: Record<string, unknown>;
  viewport?: { width: number; height: number };
  /** The extension to load from its folder: this project's, unless a test of the harness says otherwise. */
  extension?: string;
}

/**
 * Opens VS Code with the extension on a folder, with a browser profile of its own.
 * Pages of one test file with the same trust, theme and settings share one server, which ends with the file.
 */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const { folder, theme = 'dark', trust = true, settings = {}, viewport = { width: 1400, height: 900 } } = options;
  const server = await sharedServer({
    trust,
    settings: { 'workbench.colorTheme': themes[theme], 'window.autoDetectColorScheme': false, ...settings },
  });
  const context = await (await sharedBrowser()).newContext({ viewport });
  const workbench = new Workbench(context, await context.newPage(), server.home);
  const development = developmentLink(server.home, options.extension ?? root);
  await workbench.page.goto(workbenchUrl(server.origin, { folder, development }));
  await workbench.ready();
  return workbench;
}

/** One window of VS Code, with a person's hands: palette, views, mouse. For everything else there is `page`. */
export class Workbench {
  /** The side bar with the extension's views. */
  readonly tree: Sidebar;
  private readonly input: QuickInput;
  private readonly errors: string[] = [];

  constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly home = '',
  ) {
    this.tree = new Sidebar(page);
    this.input = new QuickInput(page);
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !isNoise(message)) this.errors.push(message.text());
    });
  }

  /** Waits until the window has drawn itself in its theme, which comes last; extensions may still be starting. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench[class*="vscode-theme-"]').waitFor({ timeout: 30_000 });
  }

  /** Runs a command by the title that the palette shows, for example "Ticketree: Open Board". */
  async runCommand(title: string): Promise<void> {
    await this.input.runCommand(title);
  }

  /** Opens a file of the folder by its name, as with Go to File. */
  async openFile(name: string): Promise<void> {
    await this.input.openFile(name);
  }

  /**
   * Runs a command and answers what it asks. What an earlier command has opened may take the focus late, which closes
   * the question: then the command is run again.
   */
  async runCommandAnd(title: string, answer: (input: QuickInput) => Promise<void>): Promise<void> {
    for (let triesLeft = 3; ; triesLeft--) {
      await this.input.runCommand(title);
      try {
        await answer(this.input);
        return;
      } catch (error) {
        if (triesLeft === 1) throw error;
      }
    }
  }

  /** As {@link runCommandAnd}, for a command that lets one choose an entry. */
  async runCommandAndPick(title: string, label: string): Promise<void> {
    await this.runCommandAnd(title, (input) => input.pick(label, { timeout: 10_000 }));
  }

  /** Leaves the open question unanswered. */
  async leaveQuestion(): Promise<void> {
    await this.input.leave();
  }

  /** Types into the open input box and accepts it. */
  async quickInput(text: string): Promise<void> {
    await this.input.answer(text);
  }

  /** Presses Enter at a step of a longer input, as soon as it is there. */
  async acceptStep(step: number, of: number): Promise<void> {
    await this.input.acceptStep(step, of);
  }

  /** Answers all that is asked by Enter alone. */
  async acceptAll(): Promise<void> {
    await this.input.acceptAll();
  }

  /** Chooses an entry of the open quick pick by a part of its label. */
  async pick(label: string | RegExp): Promise<void> {
    await this.input.pick(label);
  }

  /** Opens the context menu of something on screen, in a webview too, and chooses an entry, or one below it. */
  async menu(target: Locator, entry: string, below?: string): Promise<void> {
    await chooseInContextMenu(this.page, target, entry, below);
  }

  /** Presses a button of the open modal dialog. */
  async confirm(button: string | RegExp): Promise<void> {
    await this.page.locator('.monaco-dialog-box').getByRole('button', { name: button }).click();
  }

  /** Leaves a modal dialog, if there is one. */
  async dismissDialog(): Promise<void> {
    const dialog = this.page.locator('.monaco-dialog-box');
    if ((await dialog.count()) > 0) await this.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }

  /** The notifications on screen that contain the text. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-list-item').filter({ hasText: text });
  }

  /** The document of the board, or of the visible webview in general. */
  board(): FrameLocator {
    return this.webview();
  }

  /** The document of a visible webview; with several on screen, of the nth one. */
  webview(nth = 0): FrameLocator {
    const outer = this.page.locator('iframe.webview.ready').filter({ visible: true }).nth(nth);
    return outer.contentFrame().frameLocator('iframe#active-frame');
  }

  /** Drags with the mouse, in steps, as drag and drop needs. `at` says which part of the target is dropped upon. */
  async drag(from: Locator, to: Locator, at: 'top' | 'center' | 'bottom' = 'center'): Promise<void> {
    const start = await box(from);
    const end = await box(to);
    const share = { top: 0.1, center: 0.5, bottom: 0.9 }[at];
    const mouse = this.page.mouse;
    await mouse.move(start.x + start.width / 2, start.y + start.height / 2);
    await mouse.down();
    await mouse.move(end.x + end.width / 2, end.y + end.height * share, { steps: 12 });
    // A target that scrolls or highlights itself learns of the pointer only by another move over it.
    await mouse.move(end.x + end.width / 2 + 1, end.y + end.height * share, { steps: 2 });
    await mouse.up();
  }

  /** What has gone wrong on the page and in its webviews so far: a refused script, an error that nobody caught. */
  loggedErrors(): readonly string[] {
    return this.errors;
  }

  /** What the extension has written to its log channel, in all windows of this server. */
  extensionLog(): string {
    return this.texts('logs', (name) => path.basename(name) === 'Ticketree.log').join('');
  }

  /** What the editor keeps of tickets that were not saved; it writes them a moment after they were changed. */
  unsavedTickets(): readonly string[] {
    return this.texts(path.join('User', 'workspaceStorage'), (name) => name.includes('ticketree.ticketree'));
  }

  private texts(below: string, fits: (name: string) => boolean): string[] {
    const folder = path.join(this.home, 'data', below);
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
    return files.filter((file) => fits(path.relative(folder, file))).map((file) => readFileSync(file, 'utf8'));
  }

  /** Writes a picture of the window to .vscode-test/screenshots and returns its path. */
  async screenshot(name: string): Promise<string> {
    const file = path.join(screenshots, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  /** Loads the window anew, as "Developer: Reload Window" does. */
  async reload(): Promise<void> {
    // The command, not the browser's own way, which leaves the editor no time to keep its state.
    const loaded = this.page.waitForEvent('load', { timeout: 60_000 });
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.ready();
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

/** VS Code's own log comes styled, and an optional module of its desktop edition is always missing here. */
function isNoise(message: ConsoleMessage): boolean {
  return message.text().startsWith('%c') || message.location().url.includes('/vsda/');
}

async function box(of: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  await of.scrollIntoViewIfNeeded();
  const found = await of.boundingBox();
  if (!found) throw new Error(`${String(of)} cannot be dragged, nor dropped upon: it is not on screen.`);
  return found;
}
