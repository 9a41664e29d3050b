/** The board alone in a browser, with a page and a host like the editor's. */
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import type { BoardRequest, HostMessage, ReplyError, WebviewMessage } from '../../src/protocol/boardMessages.js';
import type { Patch, Snapshot } from './rows.js';
import type { ThemeName } from './themes.js';
import { themes } from './themes.js';
import { buildWebview, policyOf } from './webviewFiles.js';

const origin = 'https://board.test';
const nonce = 'test';

const policy = policyOf(origin, nonce);

let bundle: Promise<Record<string, string | Buffer>> | undefined;

/** How the page is; dark and English where nothing is said. */
export interface PageOptions {
  readonly theme?: ThemeName;
  readonly dictionary?: Readonly<Record<string, string>>;
  readonly language?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly reducedMotion?: boolean;
  /** The day it is there. */
  readonly now?: Date;
  /** The test moves the clock, timers and frames on. */
  readonly clock?: boolean;
}

function pageHtml({ theme = 'dark', dictionary = {}, language = 'en' }: PageOptions): string {
  const { bodyClass, variables } = themes[theme];
  const css = Object.entries(variables).map(([name, value]) => `--vscode-${name}: ${value};`);
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>Board</title>
<link rel="stylesheet" href="/codicon.css"><link rel="stylesheet" href="/board.css">
<style nonce="${nonce}">:root { ${css.join(' ')} } body { background: var(--vscode-editor-background); }</style>
<script nonce="${nonce}">
  window.sent = [];
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.sent.push(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
</script>
<script type="application/json" id="l10n">${JSON.stringify(dictionary)}</script>
</head><body class="${bodyClass}"><ticketree-board></ticketree-board>
<script type="module" nonce="${nonce}" src="/board.js"></script></body></html>`;
}

/** Starts the browser; one does for a whole file. */
export function launchBrowser(): Promise<Browser> {
  const args = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking';
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [...args.split(' '), '--disable-component-update', '--disable-sync'],
  });
}

/** A test's hands and eyes on one board. */
export class BoardPage {
  private constructor(
    readonly page: Page,
    /** Errors of the console, those of the content security policy included. */
    readonly errors: string[],
  ) {}

  static async open(browser: Browser, options: PageOptions = {}): Promise<BoardPage> {
    const files = await (bundle ??= buildWebview('board'));
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 720 },
      reducedMotion: options.reducedMotion === false ? 'no-preference' : 'reduce',
    });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(String(error)));
    if (options.clock) await page.clock.install();
    if (options.now) await page.clock.setFixedTime(options.now);
    await page.route(`${origin}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') {
        const headers = { 'content-security-policy': policy };
        return route.fulfill({ contentType: 'text/html', body: pageHtml(options), headers });
      }
      const body = files[pathname];
      const contentType = { js: 'text/javascript', css: 'text/css', ttf: 'font/ttf' }[pathname.split('.')[1] ?? ''];
      return body === undefined
        ? route.fulfill({ status: 404 })
        : route.fulfill({ body, contentType: contentType ?? '' });
    });
    await page.goto(`${origin}/`);
    return new BoardPage(page, errors);
  }

  /** Opens a board that has had its first snapshot. */
  static async withSnapshot(browser: Browser, snapshot: Snapshot, options: PageOptions = {}): Promise<BoardPage> {
    const board = await BoardPage.open(browser, options);
    await board.send(snapshot);
    return board;
  }

  /** A message from the host, and the frames in which the board draws it. */
  async send(message: HostMessage): Promise<void> {
    await this.page.evaluate(async (data) => {
      window.postMessage(data, '*');
      for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
      // The type of any JSON is too deep for that of what can be sent.
    }, message as unknown);
  }

  /** Waits for the frames in which what has just been done is drawn. */
  async settle(): Promise<void> {
    await this.page.evaluate(async () => {
      for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
    });
  }

  /** Everything that the board has said. */
  sent(): Promise<WebviewMessage[]> {
    return this.page.evaluate(() => (window as unknown as { sent: WebviewMessage[] }).sent);
  }

  async requests(): Promise<BoardRequest[]> {
    return (await this.sent()).flatMap((message) => (message.type === 'request' ? [message.request] : []));
  }

  /** Answers the last request, after the patch that it caused. */
  async answer(error: ReplyError | null, caused?: Patch, ids?: readonly string[]): Promise<void> {
    const last = (await this.sent()).at(-1);
    if (last?.type !== 'request') throw new Error('there is no request to answer');
    if (caused) await this.send(caused);
    await this.send({ type: 'reply', seq: last.seq, error, ...(ids && { ids }) });
  }

  /** The ids of a column's cards from top to bottom. */
  cardIds(status: string): Promise<string[]> {
    const cards = this.page.locator(`[data-status="${status}"] ticketree-card`);
    return cards.evaluateAll((all) => all.map((card) => card.getAttribute('data-ticket-id') ?? ''));
  }

  card(id: string) {
    return this.page.locator(`ticketree-card[data-ticket-id="${id}"]`);
  }

  column(status: string) {
    return this.page.locator(`ticketree-column[data-status="${status}"]`);
  }

  /** What was said last to those who do not see the board. */
  announcement(): Promise<string> {
    return this.page.locator('ticketree-board > .announcement').innerText();
  }

  /** The id of the card that has the focus. */
  focusedId(): Promise<string | null> {
    return this.page.evaluate(() => document.activeElement?.getAttribute('data-ticket-id') ?? null);
  }

  /** Lifts a card and carries it to a point; it is not let go. */
  async carry(id: string, x: number, y: number): Promise<void> {
    const box = await this.card(id).boundingBox();
    if (!box) throw new Error(`card ${id} is not shown`);
    await this.page.mouse.move(box.x + 20, box.y + 20);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + 30, box.y + 30, { steps: 3 });
    await this.page.mouse.move(x, y, { steps: 8 });
    await this.settle();
  }

  /** Carries a card to just above another, or (null) under the last of a column. */
  async carryTo(id: string, status: string, beforeId: string | null): Promise<void> {
    const target = beforeId === null ? this.column(status).locator('.cards') : this.card(beforeId);
    const box = await target.boundingBox();
    if (!box) throw new Error('the target is not shown');
    await this.carry(id, box.x + box.width / 2, beforeId === null ? box.y + box.height - 10 : box.y + 4);
  }

  async letGo(): Promise<void> {
    await this.page.mouse.up();
    await this.settle();
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
