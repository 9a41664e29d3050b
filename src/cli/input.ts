import { TicketreeError } from '../domain/errors.js';
import { canAsk } from './terminal.js';

/** Bytes; a ticket is read by people, and a wrong file on standard input should not become one. */
const longest = 10 * 1024 * 1024;

interface Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** The one place where the command line reads from standard input: long texts and answers. */
export class Input {
  private used = false;

  constructor(
    private readonly streams: Streams,
    /** Whether a program reads what is printed: then nobody is asked. */
    private readonly json: boolean,
  ) {}

  /**
   * @param value the value of an option that takes a long text
   * @returns the value, or for `-` all of standard input without its last line end
   * @throws TicketreeError `usage` where two options ask for it; `invalid_value` where it is too long or no UTF-8
   */
  async longText<T extends string | undefined>(value: T): Promise<T | string> {
    if (value !== '-') return value;
    if (this.used) {
      throw new TicketreeError('usage', 'Only one option can be "-".', 'Standard input can be read once.');
    }
    this.used = true;
    const { stdin, stderr } = this.streams;
    if (stdin.isTTY === true) stderr.write('Write the text; Ctrl+D in a new line ends it.\n');
    return decode(await this.readAll()).replace(/\r?\n$/, '');
  }

  /** Whether there is a person to ask. */
  get canAsk(): boolean {
    return !this.json && canAsk(this.streams);
  }

  /**
   * Makes sure that a person means it.
   * @param question what is about to happen, as a question
   * @param given whether the command line says so already
   * @param flag the option that says so
   * @throws TicketreeError `cancelled` where the answer is no; `usage` where nobody can be asked
   */
  async consent(question: string, given: boolean | undefined, flag: string): Promise<void> {
    if (given === true) return;
    if (!this.canAsk) {
      throw new TicketreeError('usage', `${question} There is nobody to ask.`, `Say ${flag} if you mean it.`);
    }
    if (/^y(?:es)?$/i.test((await this.ask(`${question} [y/N] `)).trim())) return;
    throw new TicketreeError('cancelled', 'It was not done.', 'Nothing was changed.');
  }

  /** @returns what was typed; nothing where the terminal was closed instead */
  private async ask(question: string): Promise<string> {
    const { createInterface } = await import('node:readline');
    // On stderr, so that a redirected stdout holds the document alone.
    const lines = createInterface({ input: this.streams.stdin, output: this.streams.stderr });
    try {
      return await new Promise((resolve) => {
        lines.once('close', () => {
          resolve('');
        });
        lines.question(question, resolve);
      });
    } finally {
      lines.close();
    }
  }

  private async readAll(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.streams.stdin) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > longest) {
        throw new TicketreeError('invalid_value', 'The text on standard input is longer than 10 MB.', 'Shorten it.');
      }
      chunks.push(bytes);
    }
    return Buffer.concat(chunks);
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new TicketreeError('invalid_value', 'The text on standard input is not UTF-8.', 'Convert it to UTF-8.', {
      cause: error,
    });
  }
}
