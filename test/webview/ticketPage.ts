/** The ticket editor alone in a browser, in a page like the tab's or like the board's pane, with a host that answers. */
import type { Browser, Page } from 'playwright-core';
import { TicketreeError } from '../../src/domain/errors.js';
import type { Ticket } from '../../src/domain/ticket.js';
import { applyTicketRequest, type TicketAction } from '../../src/domain/ticketRequests.js';
import type { ReplyError } from '../../src/protocol/boardMessages.js';
import type {
  EditorHostMessage,
  EditorWebviewMessage,
  TicketCommit,
  TicketDetails,
  TicketRequest,
} from '../../src/protocol/ticketMessages.js';
import { idOf, noon } from '../unit/domain/tickets.js';
import { detailsOf } from './ticketDetails.js';
import type { ThemeName } from './themes.js';
import { themes } from './themes.js';
import { buildWebview, policyOf } from './webviewFiles.js';

const origin = 'https://ticket.test';
const nonce = 'test';

const policy = policyOf(origin, nonce);

let bundle: Promise<Record<string, string | Buffer>> | undefined;

interface TicketPageOptions {
  readonly theme?: ThemeName;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** As the pane of the board has it. */
  readonly autosave?: boolean;
  readonly details?: Partial<TicketDetails>;
  /** Says nothing by itself; the test does. */
  readonly isSilent?: boolean;
}

function pageHtml(theme: ThemeName): string {
  const { bodyClass, variables } = themes[theme];
  const css = Object.entries(variables).map(([name, value]) => `--vscode-${name}: ${value};`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ticket</title>
<link rel="stylesheet" href="/codicon.css"><link rel="stylesheet" href="/ticket.css">
<style nonce="${nonce}">:root { ${css.join(' ')} } body { background: var(--vscode-editor-background); }</style>
<script nonce="${nonce}">
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.toHost(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
</script>
<script type="application/json" id="l10n">{}</script>
</head><body class="${bodyClass}"><ticketree-ticket-tab></ticketree-ticket-tab>
<script type="module" nonce="${nonce}" src="/ticket.js"></script></body></html>`;
}

/** What changes the ticket alone; the rest asks the editor for something. */
function isAction(request: TicketRequest): request is TicketAction {
  const others = ['pickRelation', 'removeRelation', 'openRelated', 'resolveConflict', 'openYaml', 'copyLink'];
  return ![...others, 'work', 'listCommits'].includes(request.kind);
}

/** The tab's page has no pane; its editor can be one all the same. */
function makeAutosave(): void {
  const editor = document.querySelector('ticketree-ticket');
  if (editor) Object.assign(editor, { autosave: true });
}

/** A test's hands and eyes on one ticket, and the host behind it. */
export class TicketPage {
  readonly requests: TicketRequest[] = [];
  /** Errors of the console, those of the content security policy included. */
  readonly errors: string[] = [];
  /** What the page asked the network for, beside its own files. */
  readonly loads: string[] = [];
  /** What the next requests are refused with. */
  refusal: ReplyError | null = null;
  /** What it is told when it asks for commits; while null it gets no answer. */
  commits: readonly TicketCommit[] | null = [];
  private newIds = 0;

  private constructor(
    readonly page: Page,
    public ticket: Ticket,
    private options: TicketPageOptions,
  ) {}

  static async open(browser: Browser, ticket: Ticket, options: TicketPageOptions = {}): Promise<TicketPage> {
    const files = await (bundle ??= buildWebview('ticket'));
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 900, height: 1000 },
      reducedMotion: 'reduce',
      timezoneId: 'UTC',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    const opened = new TicketPage(page, ticket, options);
    page.on('console', (message) => message.type() === 'error' && opened.errors.push(message.text()));
    page.on('pageerror', (error) => opened.errors.push(String(error)));
    await page.exposeFunction('toHost', (message: EditorWebviewMessage) => opened.hear(message));
    await page.route('**/*', (route) => {
      const { pathname, origin: asked } = new URL(route.request().url());
      if (asked === origin && pathname === '/') {
        const headers = { 'content-security-policy': policy };
        return route.fulfill({ contentType: 'text/html', body: pageHtml(options.theme ?? 'dark'), headers });
      }
      const body = asked === origin ? files[pathname] : undefined;
      const contentType = { js: 'text/javascript', css: 'text/css', ttf: 'font/ttf' }[pathname.split('.')[1] ?? ''];
      if (body !== undefined) return route.fulfill({ body, contentType: contentType ?? '' });
      opened.loads.push(route.request().url());
      return route.fulfill({ status: 404 });
    });
    await page.goto(`${origin}/`);
    if (options.autosave === true) await page.evaluate(makeAutosave);
    if (options.isSilent !== true) await page.locator('ticketree-ticket .ticket').waitFor();
    return opened;
  }

  /** A message from the host, and the frames in which the page draws it. */
  async send(message: EditorHostMessage): Promise<void> {
    await this.post(message);
    await this.page.evaluate(async () => {
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    });
  }

  /** Somebody else changes the ticket. */
  async changeElsewhere(fields: Partial<Ticket>, details: Partial<TicketDetails> = {}): Promise<void> {
    this.ticket = { ...this.ticket, ...fields };
    this.options = { ...this.options, details: { ...this.options.details, ...details } };
    await this.send(this.detailsMessage());
  }

  field(label: string) {
    return this.page.getByLabel(label, { exact: true });
  }

  button(name: string) {
    return this.page.getByRole('button', { name, exact: true });
  }

  announcement(): Promise<string> {
    return this.page.locator('ticketree-ticket > [aria-live="polite"]').innerText();
  }

  /** Waits until the host has had so many requests. */
  async asked(count: number): Promise<readonly TicketRequest[]> {
    const deadline = Date.now() + 10_000;
    while (this.requests.length < count && Date.now() < deadline) await this.page.waitForTimeout(10);
    return this.requests;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  private async hear(message: EditorWebviewMessage): Promise<void> {
    if (message.type === 'request') {
      this.requests.push(message.request);
      const error = this.refusal ?? this.perform(message.request);
      if (!error) await this.post(this.detailsMessage());
      await this.reply(message.seq, message.request, error);
    } else if (this.options.isSilent !== true) {
      await this.post(this.detailsMessage());
    }
  }

  private async reply(seq: number, { kind }: TicketRequest, error: ReplyError | null): Promise<void> {
    const { commits } = this;
    if (error || kind !== 'listCommits') await this.post({ type: 'reply', seq, error });
    else if (commits) await this.post({ type: 'reply', seq, error, commits: { commits, truncated: false } });
  }

  private async post(message: EditorHostMessage): Promise<void> {
    // As `unknown`, since the library's type of what may be sent has no end for tickets.
    const sent: unknown = message;
    await this.page.evaluate((data) => {
      window.postMessage(data, '*');
    }, sent);
  }

  private detailsMessage(): EditorHostMessage {
    return { type: 'details', details: detailsOf(this.ticket, this.options.details) };
  }

  private perform(request: TicketRequest): ReplyError | null {
    try {
      const facts = { now: noon, newId: idOf(0x900 + ++this.newIds), author: 'ana' };
      this.ticket = isAction(request) ? applyTicketRequest(this.ticket, request, facts) : this.ticket;
      return null;
    } catch (error) {
      if (!TicketreeError.is(error)) throw error;
      return { code: error.code, message: error.message, hint: error.hint };
    }
  }
}
