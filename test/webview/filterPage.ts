/** The filter bar alone in a browser, in a page like the editor's. */
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import type { Browser, CDPSession, Page } from 'playwright-core';
import type { TicketRow } from '../../src/domain/ticketRow.js';
import { axeViolations } from './axe.js';
import { themes, type ThemeName } from './themes.js';

const origin = 'https://filter.test';
const nonce = 'test';
/** As strict as the board's. */
const policy = [
  `default-src 'none'`,
  `script-src 'nonce-${nonce}'`,
  `style-src-elem ${origin} 'nonce-${nonce}'`,
  `style-src-attr 'unsafe-inline'`,
  `font-src ${origin}`,
].join('; ');

let files: Promise<Record<string, string | Buffer>> | undefined;

async function buildFiles(): Promise<Record<string, string | Buffer>> {
  const style = `@import './webview/board/theme.css'; @import './webview/filter/filter.css';`;
  const bundle = async (contents: string, loader: 'ts' | 'css'): Promise<string> => {
    const stdin = { contents, loader, resolveDir: '.' };
    const options = { bundle: true, write: false, format: 'esm', tsconfig: 'webview/tsconfig.json' } as const;
    return (await build({ stdin, ...options })).outputFiles[0]?.text ?? '';
  };
  const codicons = 'node_modules/@vscode/codicons/dist';
  return {
    '/filter.js': await bundle(`import './webview/filter/filterElement.js';`, 'ts'),
    '/filter.css': await bundle(style, 'css'),
    '/codicon.css': await readFile(`${codicons}/codicon.css`, 'utf8'),
    '/codicon.ttf': await readFile(`${codicons}/codicon.ttf`),
  };
}

const pageStyle = `
  body { padding: 8px; background: var(--vscode-editor-background); }
  .sr-only { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .board { margin-top: 8px; }
`;

function pageHtml(theme: ThemeName): string {
  const { bodyClass, variables } = themes[theme];
  const css = Object.entries(variables).map(([name, value]) => `--vscode-${name}: ${value};`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Filter</title>
<link rel="stylesheet" href="/codicon.css"><link rel="stylesheet" href="/filter.css">
<style nonce="${nonce}">:root { ${css.join(' ')} } ${pageStyle}</style>
</head><body class="${bodyClass}"><main><h1 class="sr-only">Board</h1><ticketree-filter></ticketree-filter>
<p class="board"><button id="card">A card</button></p></main>
<script nonce="${nonce}">
  window.heard = []; window.left = 0;
  addEventListener('filter-change', (event) => window.heard.push(event.detail.text));
  addEventListener('filter-leave', () => window.left++);
</script>
<script type="module" nonce="${nonce}" src="/filter.js"></script></body></html>`;
}

/** What the bar is given. */
interface BarProperties {
  readonly value?: string;
  readonly rows?: readonly TicketRow[];
  readonly me?: readonly string[];
  readonly shown?: number;
  readonly total?: number;
}

interface PageOptions extends BarProperties {
  readonly theme?: ThemeName;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Pixels of the screen for one of the page. */
  readonly scale?: number;
}

interface Heard {
  readonly heard: string[];
  readonly left: number;
}

/** A test's hands and eyes on one filter bar. */
export class FilterPage {
  private constructor(
    readonly page: Page,
    /** Errors of the console, those of the content security policy included. */
    readonly errors: string[],
  ) {}

  static async open(browser: Browser, options: PageOptions = {}): Promise<FilterPage> {
    const { theme = 'dark', viewport = { width: 900, height: 400 }, scale = 1, ...bar } = options;
    const served = await (files ??= buildFiles());
    const context = await browser.newContext({ viewport, deviceScaleFactor: scale });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.route(`${origin}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') {
        const headers = { 'content-security-policy': policy };
        return route.fulfill({ contentType: 'text/html', body: pageHtml(theme), headers });
      }
      const body = served[pathname];
      const contentType = { js: 'text/javascript', css: 'text/css', ttf: 'font/ttf' }[pathname.split('.')[1] ?? ''];
      return body === undefined
        ? route.fulfill({ status: 404 })
        : route.fulfill({ body, contentType: contentType ?? '' });
    });
    await page.goto(`${origin}/`);
    const filter = new FilterPage(page, errors);
    await filter.set({ total: 67, shown: 67, ...bar });
    return filter;
  }

  /** Gives the bar what the board would give it, and lets it draw. */
  async set(properties: BarProperties): Promise<void> {
    await this.page.evaluate(async (given) => {
      const bar = document.querySelector('ticketree-filter');
      Object.assign(bar ?? {}, given);
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    }, properties as unknown);
  }

  get input() {
    return this.page.getByRole('combobox', { name: 'Filter tickets' });
  }

  get options() {
    return this.page.getByRole('option');
  }

  get removers() {
    return this.page.locator('.filter-remove');
  }

  /** Types into the bar as a person does. */
  async type(text: string): Promise<void> {
    await this.input.focus();
    await this.page.keyboard.type(text);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** All texts that `filter-change` has told. */
  heard(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as Heard).heard);
  }

  /** How often the keys were handed on. */
  left(): Promise<number> {
    return this.page.evaluate(() => (window as unknown as Heard).left);
  }

  /** The labels that are offered; the chosen one in brackets. */
  async offered(): Promise<string[]> {
    const shown = await this.options.evaluateAll((all) =>
      all.map((option) => [option.getAttribute('aria-selected'), option.querySelector('.label')?.textContent ?? '']),
    );
    return shown.map(([selected, label]) => (selected === 'true' ? `[${label}]` : (label ?? '')));
  }

  /** The coloured pieces of the text, as `kind:text`. */
  colours(): Promise<string[]> {
    return this.page
      .locator('.filter-overlay [class^="query-"]')
      .evaluateAll((all) =>
        all.map((run) => `${/^query-(\w+)/.exec(run.getAttribute('class') ?? '')?.[1]}:${run.textContent}`),
      );
  }

  /** Speaks to the browser as an input method does. */
  ime(): Promise<CDPSession> {
    return this.page.context().newCDPSession(this.page);
  }

  /** As {@link axeViolations}. */
  axeViolations(): Promise<string[]> {
    return axeViolations(this.page);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
