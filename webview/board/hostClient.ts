import type { BoardRequest, HostMessage, ReplyError, WebviewMessage } from '../../src/protocol/boardMessages.js';
import type { HostPort } from '../shared/vscodeApi.js';
import type { StateMessage } from './boardModel.js';
import type { NavigationState } from './navigationState.js';

export type BoardPort = HostPort<HostMessage, WebviewMessage, NavigationState>;

/** Asks the host, and brings each reply to whoever asked. */
export class HostClient {
  private lastSeq = 0;
  private readonly waiting = new Map<number, (error: ReplyError | null) => void>();

  constructor(private readonly port: BoardPort) {}

  /** Listens, then asks for the first snapshot. @returns a function that stops listening */
  start(onStateMessage: (message: StateMessage) => void): () => void {
    const stop = this.port.listen((message) => {
      if (message.type === 'reply') this.settle(message.seq, message.error);
      else onStateMessage(message);
    });
    this.askForSnapshot();
    return stop;
  }

  askForSnapshot(): void {
    this.port.post({ type: 'ready' });
  }

  /** @returns why it was refused, or null when it was done */
  request(request: BoardRequest): Promise<ReplyError | null> {
    const seq = ++this.lastSeq;
    return new Promise((resolve) => {
      this.waiting.set(seq, resolve);
      this.port.post({ type: 'request', seq, request });
    });
  }

  private settle(seq: number, error: ReplyError | null): void {
    this.waiting.get(seq)?.(error);
    this.waiting.delete(seq);
  }
}
