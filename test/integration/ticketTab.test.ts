import { expect, it, onTestFinished, vi } from 'vitest';
import { TicketFeed } from '../../src/extension/editor/ticketFeed.js';
import { TicketTab } from '../../src/extension/editor/ticketTab.js';
import type { WorkChange } from '../../src/extension/git/ticketWork.js';
import type { EditorHostMessage, TicketDetails, TicketRequest } from '../../src/protocol/ticketMessages.js';
import { Emitter } from '../../src/util/emitter.js';
import { redactingLogger, silentLogger } from '../../src/util/logger.js';
import { emptyProject, openWorkspace } from '../harness/tempStore.js';
import { person } from './support/fakeEditor.js';
import { OpenTicket } from './support/openTicket.js';

vi.mock('vscode', async () => (await import('./support/fakeEditor.js')).fakeEditor);

type Panel = ConstructorParameters<typeof TicketTab>[1];
type Window = ConstructorParameters<typeof TicketTab>[2];

const fail = (error: unknown): never => {
  throw error;
};

/** A tab whose webview is the test. */
class Tab {
  readonly told: EditorHostMessage[] = [];
  readonly logged: string[] = [];
  readonly panel = { visible: true };
  private readonly messages = new Emitter<unknown>(fail);
  private readonly views = new Emitter<undefined>(fail);
  private readonly work = new Emitter<WorkChange>(fail);
  private stopped: readonly string[] = [];
  private lastSeq = 0;

  constructor(readonly open: OpenTicket) {
    const panel = Object.assign(this.panel, {
      onDidChangeViewState: this.views.event,
      webview: {
        cspSource: 'self',
        asWebviewUri: (uri: unknown) => uri,
        onDidReceiveMessage: this.messages.event,
        postMessage: (message: EditorHostMessage) => {
          this.told.push(JSON.parse(JSON.stringify(message)) as EditorHostMessage);
          return Promise.resolve(true);
        },
      },
    });
    const logger = redactingLogger((_level, line) => this.logged.push(line));
    const work = { waitingIn: () => this.stopped, onDidChange: this.work.event };
    const window = { extensionUri: { path: '/ext' }, work, logger };
    const tab = new TicketTab(open.document, panel as unknown as Panel, window as unknown as Window);
    onTestFinished(() => {
      tab.dispose();
    });
  }

  get details(): TicketDetails {
    const last = this.told.findLast(({ type }) => type === 'details');
    if (last?.type !== 'details') throw new Error('no details were told');
    return last.details;
  }

  say(message: unknown): void {
    this.messages.fire(message);
  }

  /** Conflicts stop the finish of its ticket. */
  stopFinish(): void {
    const { workspace, draft } = this.open.document;
    this.stopped = [draft?.base.id ?? ''];
    this.work.fire({ store: workspace?.root ?? '', ids: this.stopped });
  }

  hide(): void {
    this.panel.visible = false;
    this.views.fire(undefined);
  }

  async ask(request: TicketRequest): Promise<EditorHostMessage> {
    const seq = ++this.lastSeq;
    this.say({ type: 'request', seq, request });
    await this.until(() => this.told.some((each) => each.type === 'reply' && each.seq === seq));
    const reply = this.told.findLast(({ type }) => type === 'reply');
    if (!reply) throw new Error('no reply');
    return reply;
  }

  until(condition: () => boolean): Promise<void> {
    return vi.waitFor(
      () => {
        expect(condition()).toBe(true);
      },
      { timeout: 10_000, interval: 5 },
    );
  }
}

it('a tab is told nothing before it listens, then the details, then the activity', async () => {
  const tab = new Tab(await OpenTicket.make());
  tab.open.setTitle('Mine');
  await new Promise(setImmediate);
  expect(tab.told).toEqual([]);
  tab.say({ type: 'ready' });
  expect(tab.details).toMatchObject({ ticket: { title: 'Mine' }, readOnly: null, conflicts: [] });
  await tab.until(() => tab.details.activity.length === 1);
  expect(tab.details.activity[0]?.text).toBe('Created');
});

it('a request is answered after the details that it changed, a refused one with its reason', async () => {
  const tab = new Tab(await OpenTicket.make());
  tab.say({ type: 'ready' });
  expect(await tab.ask({ kind: 'addTask', title: 'Try it' })).toMatchObject({ error: null });
  expect(tab.details.ticket.tasks).toMatchObject([{ title: 'Try it' }]);
  expect(tab.told.map(({ type }) => type).slice(0, 3)).toEqual(['details', 'details', 'reply']);
  const reply = await tab.ask({ kind: 'removeTask', task: 'nowhere' });
  expect(reply).toMatchObject({ error: { code: 'task_not_found' } });
});

it('conflicts are told in words, and answered', async () => {
  const tab = new Tab(await OpenTicket.make());
  tab.say({ type: 'ready' });
  tab.open.setTitle('Mine');
  await tab.open.elsewhere((text) => text.replace('title: Fix login', 'title: Theirs'));
  await tab.until(() => tab.details.conflicts.length === 1);
  expect(tab.details.conflicts).toEqual([{ path: ['title'], name: 'Title', mine: 'Mine', theirs: 'Theirs' }]);
  await tab.ask({ kind: 'resolveConflict', path: ['title'], keep: 'theirs' });
  expect(tab.details).toMatchObject({ ticket: { title: 'Theirs' }, conflicts: [] });
});

it('conflicts that stop its finish are told at once', async () => {
  const tab = new Tab(await OpenTicket.make());
  tab.say({ type: 'ready' });
  const git = 'metadata:\n  git:\n    branch: ticket/fix-login\n';
  await tab.open.elsewhere((text) => text.replace(/^metadata:.*\n/m, git));
  await tab.until(() => tab.details.git?.branch === 'ticket/fix-login');
  expect(tab.details.git?.hasConflicts).toBe(false);
  tab.stopFinish();
  await tab.until(() => tab.details.git?.hasConflicts === true);
});

it('a file that breaks under a draft is told beside it, one without a draft in its place', async () => {
  const tab = new Tab(await OpenTicket.make());
  tab.say({ type: 'ready' });
  await tab.open.elsewhere(() => 'nothing: of ours\n');
  await tab.until(() => tab.details.notice !== undefined);
  expect(tab.details.ticket.title).toBe('Fix login');
  expect(tab.details.notice).toMatch(/cannot be read: .*kept here/);
  const bare = new Tab(new OpenTicket(tab.open.workspace, tab.open.path));
  bare.say({ type: 'ready' });
  expect(bare.told).toMatchObject([{ type: 'unavailable' }]);
  await bare.ask({ kind: 'openYaml' });
  expect(person.ran.at(-1)?.slice(0, 1)).toEqual(['vscode.openWith']);
});

it('what does not fit is dropped and logged; a hidden page is told nothing', async () => {
  const tab = new Tab(await OpenTicket.make());
  tab.say({ type: 'ready' });
  tab.say({ type: 'request', seq: 1, request: { kind: 'run', command: 'rm' } });
  tab.say('garbage');
  expect(tab.logged).toHaveLength(2);
  tab.hide();
  const { length } = tab.told;
  await tab.open.elsewhere((text) => text.replace('priority: medium', 'priority: high'));
  await new Promise(setImmediate);
  expect(tab.told).toHaveLength(length);
  tab.say({ type: 'ready' });
  expect(tab.details.ticket.priority).toBe('high');
});

it('a pane is told the details at once, when they change, and when the ticket is gone', async () => {
  const workspace = await openWorkspace(await emptyProject());
  const [{ id }, other] = [
    await workspace.tickets.create({ title: 'A' }),
    await workspace.tickets.create({ title: 'B' }),
  ];
  const told: (TicketDetails | null)[] = [];
  const tell = (each: TicketDetails | null): number => told.push(each);
  const host = { readOnlyReason: null, places: undefined, hasConflicts: () => false, logger: silentLogger, tell };
  const feed = new TicketFeed(workspace, id, host);
  onTestFinished(() => {
    feed.dispose();
  });
  expect(told).toMatchObject([{ ticket: { title: 'A' } }]);
  await workspace.tickets.request(id, { kind: 'addTask', title: 'Try it' });
  feed.flush();
  feed.flush();
  expect(told.at(-1)).toMatchObject({ ticket: { tasks: [{ title: 'Try it' }] } });
  await workspace.work.link(other.id, 'depends-on', id);
  await vi.waitFor(() => {
    expect(told.at(-1)?.dependents).toMatchObject([{ title: 'B' }]);
    expect(told.at(-1)?.activity.map(({ text }) => text)).toEqual(['Task added: Task “Try it”', 'Created']);
  });
  await workspace.writer.delete([other.id, id]);
  feed.flush();
  expect(told.at(-1)).toBeNull();
});
