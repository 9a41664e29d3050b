import { fstatSync, writeSync } from 'node:fs';

/** Milliseconds until a pipe that is full is tried again. */
const patience = 5;

/**
 * Standard output or standard error. Files and pipes are written to directly: Node's own streams take three milliseconds to
 * load, a tenth of a short command. A terminal is left to Node, which knows its width and its encoding.
 */
export class StandardStream {
  private readonly terminal: NodeJS.WriteStream | null;
  /** Whether the reader has gone; what is written then goes nowhere. */
  closed = false;

  constructor(
    private readonly fd: 1 | 2,
    /** Called when a write fails, but not when the reader has seen enough, such as `head`. */
    private readonly onFailure: (error: NodeJS.ErrnoException) => void,
  ) {
    this.terminal = terminalAt(fd);
    this.terminal?.on('error', (error: NodeJS.ErrnoException) => {
      this.fail(error);
    });
  }

  get isTTY(): boolean {
    return this.terminal !== null;
  }

  get columns(): number {
    return this.terminal?.columns ?? 0;
  }

  write(text: string): void {
    if (this.terminal !== null) {
      this.terminal.write(text);
      return;
    }
    let rest = Buffer.from(text);
    while (rest.length > 0 && !this.closed) rest = rest.subarray(this.writeSome(rest));
  }

  /** @returns how many bytes were taken */
  private writeSome(bytes: Uint8Array): number {
    try {
      return writeSync(this.fd, bytes);
    } catch (error) {
      const failure = error as NodeJS.ErrnoException;
      // Whoever started us may have made the pipe one that does not wait.
      if (failure.code === 'EAGAIN') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, patience);
      else this.fail(failure);
      return 0;
    }
  }

  private fail(error: NodeJS.ErrnoException): void {
    if (this.closed) return;
    this.closed = true;
    if (error.code !== 'EPIPE') this.onFailure(error);
  }
}

function terminalAt(fd: 1 | 2): NodeJS.WriteStream | null {
  if (!fstatSync(fd).isCharacterDevice()) return null;
  const stream = fd === 1 ? process.stdout : process.stderr;
  return stream.isTTY ? stream : null;
}
