import { appendFileSync, statSync } from 'node:fs';
import { open, rename, type FileHandle } from 'node:fs/promises';
import type { JournalEntry } from '../../domain/operation.js';
import type { Logger } from '../../util/logger.js';
import { explainReadFailure, systemCode } from '../fileErrors.js';
import { readTextIfThere } from '../files.js';
import type { StoreLayout } from '../layout.js';
import { ensureLocalFolder } from '../localFolders.js';
import { withLock } from '../lock/fileLock.js';
import { formatEntry, parseEntries } from './journalLines.js';

/** How far somebody has read. */
export interface JournalMark {
  readonly ino: number;
  readonly size: number;
}

/** What somebody has not read yet. */
interface JournalNews {
  /** The oldest first. */
  readonly entries: readonly JournalEntry[];
  /** For the next time. */
  readonly mark: JournalMark | null;
  /** Whether these are all entries, and not only new ones. */
  readonly isWhole: boolean;
}

/**
 * What was done to the tickets of this clone, by any process: one line of JSON an operation, appended. Bounded: a full
 * journal becomes the older half, whose predecessor goes.
 */
export class Journal {
  constructor(
    private readonly layout: StoreLayout,
    private readonly logger: Logger,
    /** How large both halves may be together, in megabytes; asked for only where the journal is no longer small. */
    private readonly maxMegabytes: () => Promise<number>,
  ) {}

  /**
   * Adds an entry. The tickets are written already, so that a journal which cannot be written is no failure of the
   * operation: it is logged.
   */
  async append(entry: JournalEntry): Promise<void> {
    try {
      await ensureLocalFolder(this.layout);
      appendFileSync(this.layout.journal, formatEntry(entry));
      const { size } = statSync(this.layout.journal);
      if (size <= leastHalf) return;
      const halfSize = (await this.maxMegabytes()) * leastHalf;
      if (size > halfSize) await this.rotate(halfSize);
    } catch (error) {
      this.logger.warn(`the journal ${this.layout.journal} cannot be written`, error);
    }
  }

  /** All entries, the oldest first. @throws TicketreeError `store_damaged` when the file cannot be read at all */
  async entries(): Promise<JournalEntry[]> {
    const [older, newer] = await Promise.all([this.layout.olderJournal, this.layout.journal].map(readTextIfThere));
    return [...parseEntries(older ?? ''), ...parseEntries(newer ?? '')];
  }

  /** Those that changed one ticket, the oldest first. Lines that do not name it are not even parsed. */
  async entriesOf(ticket: string): Promise<JournalEntry[]> {
    const texts = await Promise.all([this.layout.olderJournal, this.layout.journal].map(readTextIfThere));
    const lines = texts.flatMap((text) => (text ?? '').split('\n').filter((line) => line.includes(ticket)));
    const entries = parseEntries(lines.join('\n'));
    return entries.filter(({ records }) => records.some((record) => record.ticket === ticket));
  }

  /** What was added since somebody read the journal; all of it for the first time, or where its older half has gone. */
  async since(mark: JournalMark | null): Promise<JournalNews> {
    const handle = await openIfThere(this.layout.journal);
    if (handle === null) return { entries: await this.entries(), mark: null, isWhole: true };
    try {
      const { ino, size } = await handle.stat();
      const isWhole = mark?.ino !== ino || size < mark.size;
      const start = isWhole ? 0 : mark.size;
      const { buffer } = await handle.read({ position: start, buffer: Buffer.alloc(size - start) });
      // Somebody may be in the middle of a line; it is read next time.
      const end = buffer.lastIndexOf('\n') + 1;
      const older = isWhole ? await readTextIfThere(this.layout.olderJournal) : null;
      const entries = [...parseEntries(older ?? ''), ...parseEntries(buffer.toString('utf8', 0, end))];
      return { entries, mark: { ino, size: start + end }, isWhole };
    } finally {
      await handle.close();
    }
  }

  /** The latest entries, those of the last 256 kB, the oldest first: enough to find what a crash left half done. */
  async latest(): Promise<JournalEntry[]> {
    try {
      const handle = await open(this.layout.journal, 'r');
      try {
        const { size } = await handle.stat();
        const start = Math.max(0, size - tailSize);
        const { buffer } = await handle.read({ position: start, buffer: Buffer.alloc(size - start) });
        return parseEntries(buffer.toString('utf8'));
      } finally {
        await handle.close();
      }
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return [];
      throw explainReadFailure(error, this.layout.journal);
    }
  }

  /** @param halfSize bytes */
  private async rotate(halfSize: number): Promise<void> {
    await withLock(this.layout.journal, 'rotate_journal', async () => {
      // Somebody else may have been first.
      if (statSync(this.layout.journal).size <= halfSize) return;
      await rename(this.layout.journal, this.layout.olderJournal);
    });
  }
}

/** @throws TicketreeError `store_damaged` */
async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw explainReadFailure(error, path);
  }
}

/** Half of the smallest journal, of one megabyte; bytes. */
const leastHalf = 512 * 1024;
const tailSize = 256 * 1024;
