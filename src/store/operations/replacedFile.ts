import { closeSync, fstatSync, openSync, readSync, unlinkSync } from 'node:fs';
import { prepareFile } from '../atomicFile.js';
import { decode } from '../codec/ticketCodec.js';
import { TicketFormatError } from '../codec/ticketFormatError.js';
import { systemCode } from '../fileErrors.js';
import { outwaitWriter } from '../ticketFile.js';

/** Somebody who keeps no locks wrote to a file after we had read it, or died in the middle of an operation. */
export class ChangedMeanwhile extends Error {}

/**
 * A ticket file whose place another has taken, still held open. A text editor and an old vibe-ticket keep no locks: they
 * may have opened the file a moment before, and still write to it.
 */
export class ReplacedFile {
  private constructor(
    readonly path: string,
    /** What it held when it left its place. */
    readonly text: string,
    private handle: number | null,
  ) {}

  /**
   * Takes a file out of its place, if it holds what was read. Synchronous, since whatever is written between comparing
   * and leaving comes too late.
   * @param text null where there was no file
   * @param leave renames another over it, or deletes it
   * @returns the file, to be closed; null where there was none
   * @throws ChangedMeanwhile
   */
  static take(path: string, text: string | null, leave: () => void): ReplacedFile | null {
    const handle = openIfThere(path);
    if (handle === null) {
      if (text !== null) throw changed(path);
      leave();
      return null;
    }
    const file = new ReplacedFile(path, text ?? '', handle);
    try {
      if (text === null || file.isChanged) throw changed(path);
      // Windows lets nobody take the place of a file that is open.
      if (process.platform === 'win32') file.close();
      leave();
      return file;
    } catch (error) {
      file.close();
      throw error;
    }
  }

  /** Whether somebody has written to it since. */
  get isChanged(): boolean {
    return this.read() !== this.text;
  }

  /** What somebody wrote to it since, when that is done; null for nothing, and for what is no ticket. */
  async readLateText(): Promise<string | null> {
    if (!this.isChanged) return null;
    let last: string | undefined;
    return outwaitWriter(async (isLast) => {
      const now = this.read();
      if (now === last && (await isTicket(now))) return now;
      last = now;
      return isLast ? null : 'inWriting';
    });
  }

  close(): void {
    if (this.handle !== null) closeSync(this.handle);
    this.handle = null;
  }

  private read(): string {
    if (this.handle === null) return this.text;
    const bytes = Buffer.alloc(fstatSync(this.handle).size);
    let length = 0;
    for (;;) {
      const count = readSync(this.handle, bytes, length, bytes.length - length, length);
      if (count === 0) return bytes.toString('utf8', 0, length);
      length += count;
    }
  }
}

/** A change of one file that needs no more space. */
export interface Replacement {
  /** @throws ChangedMeanwhile */
  run(): ReplacedFile | null;
  discard(): Promise<void>;
}

/**
 * Writes a new text beside a file.
 * @param before what the file holds; null where there is none
 * @throws TicketreeError `not_writable` or `disk_full`
 */
export async function prepareReplacement(path: string, before: string | null, after: string): Promise<Replacement> {
  const prepared = await prepareFile(path, after);
  const commit = (): void => {
    prepared.commit();
  };
  return { run: () => ReplacedFile.take(path, before, commit), discard: () => prepared.discard() };
}

export function deleteFile(path: string, before: string | null): ReplacedFile | null {
  return ReplacedFile.take(path, before, () => {
    unlinkSync(path);
  });
}

function changed(path: string): ChangedMeanwhile {
  return new ChangedMeanwhile(`${path} was changed by somebody who keeps no locks`);
}

function openIfThere(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function isTicket(text: string): Promise<boolean> {
  try {
    await decode(text);
    return true;
  } catch (error) {
    if (error instanceof TicketFormatError) return false;
    throw error;
  }
}
