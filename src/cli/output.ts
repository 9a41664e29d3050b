import { type TicketreeError, type FailureKind } from '../domain/errors.js';
import { makePaint, plain, type Paint } from './terminalText.js';

/** Version of the documents that `--json` prints; fields may be added to one, never removed or changed. */
const schemaVersion = 1;

const exitCodes: Record<FailureKind, number> = { failure: 1, usage: 2, notFound: 3, conflict: 4, locked: 5 };

interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** The one place where the command line prints: one document on stdout, errors and warnings on stderr. */
export class Output {
  readonly paint: Paint;

  constructor(
    private readonly json: boolean,
    colour: boolean,
    private readonly streams: Streams,
  ) {
    this.paint = makePaint(colour && !json && streams.stdout.isTTY && process.env['NO_COLOR'] === undefined);
  }

  /**
   * Prints the result of a command.
   * @param kind what the document is, as scripts see it
   * @param body the document's fields
   * @param human the same for a person; an empty text prints nothing
   */
  result(kind: string, body: Record<string, unknown>, human: (paint: Paint) => string): void {
    const text = this.json ? JSON.stringify({ schemaVersion, kind, ...body }, null, 2) : human(this.paint);
    if (text !== '') this.streams.stdout.write(`${text}\n`);
  }

  /** Tells a person of something odd; with `--json` the document says it in a field of its own. */
  warn(text: string): void {
    if (!this.json) this.streams.stderr.write(`warning: ${text}\n`);
  }

  log(line: string): void {
    this.streams.stderr.write(`${plain(line)}\n`);
  }

  /** Prints a failure. @returns the exit code */
  failure(error: TicketreeError): number {
    const { code, message, hint } = error;
    const text = this.json
      ? JSON.stringify({ schemaVersion, kind: 'error', code, message, hint })
      : plain(`error: ${message}\n${hint}`);
    this.streams.stderr.write(`${text}\n`);
    return exitCodes[error.kind];
  }
}
