import type { BoardRequest, HostMessage, ReplyError, WebviewMessage } from '../../src/protocol/boardMessages.js';
import type { TicketCommits } from '../../src/protocol/ticketMessages.js';
import { t } from '../shared/l10n.js';
import type { HostPort } from '../shared/vscodeApi.js';
import type { SavedState } from './savedState.js';

export type BoardPort = HostPort<HostMessage, WebviewMessage, SavedState>;

/** What changes the board; replies go to whoever asked. */
export type StateMessage = Exclude<HostMessage, { type: 'reply' | 'busy' }>;

/** What came of a request. */
export interface Answer {
  /** Why it was refused, or null when it was done. */
  readonly error: ReplyError | null;
  readonly ids?: readonly string[] | undefined;
  readonly commits?: TicketCommits | undefined;
}

interface Waiting {
  readonly settle: (answer: Answer) => void;
  readonly isPrompt: boolean;
}

/** A host that has said nothing for so long, in milliseconds, is taken for gone. */
const patience = 10_000;
/** A host that is gone is asked again this often, in milliseconds. */
const askAgain = 5_000;

/** For these the host may ask the person something, and nobody knows how long that takes. */
const leisurely: ReadonlySet<BoardRequest['kind']> = new Set([
  ...(['pick', 'archive', 'delete', 'complete', 'newTicket', 'ticket', 'undo', 'redo'] as const),
]);

/** Asks the host, brings each reply to whoever asked, and notices when nobody answers. */
export class HostClient {
  private lastSeq = 0;
  private readonly waiting = new Map<number, Waiting>();
  private isAskedForSnapshot = false;
  /** How many messages have come; where it does not grow, the host is silent. */
  private heard = 0;
  private askingAgain: ReturnType<typeof setInterval> | undefined;
  /** Requests up to this one are lost when a new host answers. */
  private lastBeforeSilence = 0;

  /** @param onSilence told when the host falls silent, and when it answers again */
  constructor(
    private readonly port: BoardPort,
    private readonly onSilence: (isSilent: boolean) => void,
  ) {}

  /** Listens, then asks for the first snapshot. @returns a function that stops listening */
  start(onStateMessage: (message: StateMessage) => void): () => void {
    const stop = this.port.listen((message) => {
      this.note();
      if (message.type === 'busy') return;
      if (message.type === 'reply') {
        this.settle(message.seq, { error: message.error, ids: message.ids, commits: message.commits });
        return;
      }
      if (message.type === 'snapshot' || message.type === 'unavailable') this.answered();
      onStateMessage(message);
    });
    this.askForSnapshot();
    return stop;
  }

  askForSnapshot(): void {
    this.isAskedForSnapshot = true;
    this.port.post({ type: 'ready' });
    this.watch(() => this.isAskedForSnapshot);
  }

  request(request: BoardRequest): Promise<Answer> {
    const seq = ++this.lastSeq;
    const isPrompt = !leisurely.has(request.kind);
    return new Promise((settle) => {
      this.waiting.set(seq, { settle, isPrompt });
      this.port.post({ type: 'request', seq, request });
      if (isPrompt) this.watch(() => this.waiting.has(seq));
    });
  }

  /** A slow host that says something else meanwhile is there. */
  private watch(isWaiting: () => boolean): void {
    const { heard } = this;
    setTimeout(() => {
      if (!isWaiting()) return;
      if (this.heard === heard) this.fallSilent();
      else this.watch(isWaiting);
    }, patience);
  }

  private fallSilent(): void {
    if (this.askingAgain !== undefined) return;
    this.onSilence(true);
    const ask = (): void => {
      this.lastBeforeSilence = this.lastSeq;
      this.isAskedForSnapshot = true;
      this.port.post({ type: 'ready' });
    };
    this.askingAgain = setInterval(ask, askAgain);
    ask();
  }

  private note(): void {
    this.heard++;
    if (this.askingAgain === undefined) return;
    clearInterval(this.askingAgain);
    this.askingAgain = undefined;
    this.onSilence(false);
  }

  /** The host answers in order: what it had been asked before this and has not answered, it has never heard of. */
  private answered(): void {
    this.isAskedForSnapshot = false;
    const error = {
      code: 'no_answer',
      message: t('The editor did not answer.'),
      hint: t('Look whether it was done, and try again.'),
    };
    for (const [seq, { isPrompt }] of this.waiting) {
      if (isPrompt && seq <= this.lastBeforeSilence) this.settle(seq, { error });
    }
  }

  private settle(seq: number, answer: Answer): void {
    this.waiting.get(seq)?.settle(answer);
    this.waiting.delete(seq);
  }
}
