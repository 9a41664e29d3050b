import type { TicketreeError } from '../domain/errors.js';
import { exitCodes } from './exitCodes.js';
import { Progress } from './progress.js';
import { canAnimate } from './terminal.js';
import { plain } from './terminalText.js';
import type { StandardStream } from './standardStream.js';

/** Version of the documents that `--json` prints; fields may be added to one, never removed or changed. */
const schemaVersion = 1;

interface Streams {
  readonly stdout: Pick<StandardStream, 'write' | 'closed'>;
  readonly stderr: Pick<StandardStream, 'write' | 'isTTY'>;
}

/** The one place where the command line prints: one document on stdout, everything else on stderr. */
export class Output {
  constructor(
    private readonly json: boolean,
    private readonly streams: Streams,
  ) {}

  /** Whether whoever read the results has gone, so that there is no use in more of them. */
  get closed(): boolean {
    return this.streams.stdout.closed;
  }

  /** Whether a program reads the results. */
  get isJson(): boolean {
    return this.json;
  }

  /**
   * Prints the result of a command.
   * @param kind what the document is, as scripts see it
   * @param body the document's fields
   * @param human the same for a person; an empty text prints nothing
   */
  result(kind: string, body: Record<string, unknown>, human: () => string): void {
    const text = this.json ? document({ kind, ...body }, 2) : human();
    if (text !== '') this.streams.stdout.write(`${text}\n`);
  }

  /** Prints one of many results, for commands that tell of things as they happen: with `--json` a document a line. */
  line(kind: string, body: Record<string, unknown>, human: () => string): void {
    const text = this.json ? document({ kind, ...body }) : human();
    if (text !== '') this.streams.stdout.write(`${text}\n`);
  }

  /** Tells a person of something odd; with `--json` the document says it in a field of its own. */
  warn(text: string): void {
    if (!this.json) this.streams.stderr.write(`warning: ${text}\n`);
  }

  /** Tells a person what else there is to know, beside the result; with `--json` the document says it. */
  note(text: string): void {
    if (!this.json) this.streams.stderr.write(`${text}\n`);
  }

  log(line: string): void {
    this.streams.stderr.write(`${plain(line)}\n`);
  }

  /**
   * Shows how far long work has come, where there is a terminal to show it on.
   * @param label what is done, such as `Closing`
   * @param total how many steps there are
   * @param work calls `step` after each
   */
  async withProgress<T>(label: string, total: number, work: (step: () => void) => Promise<T>): Promise<T> {
    const { stderr } = this.streams;
    if (this.json || !canAnimate(stderr, process.env)) return work(() => undefined);
    const progress = new Progress(label, total, (text) => {
      stderr.write(text);
    });
    try {
      return await work(() => {
        progress.step(performance.now());
      });
    } finally {
      progress.clear();
    }
  }

  /** Prints a failure. @returns the exit code */
  failure(error: TicketreeError): number {
    const { code, message, hint } = error;
    const text = this.json ? document({ kind: 'error', code, message, hint }) : plain(`error: ${message}\n${hint}`);
    this.streams.stderr.write(`${text}\n`);
    return exitCodes[error.kind].code;
  }
}

/** JSON that any terminal can show: what would steer it is escaped, which says the same to a program. */
function document(body: Record<string, unknown>, indent?: number): string {
  return JSON.stringify({ schemaVersion, ...body }, null, indent).replace(
    /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
