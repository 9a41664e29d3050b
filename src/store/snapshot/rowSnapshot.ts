import type { BrokenFile } from '../../domain/change.js';
import { rowOf, type TicketRow } from '../../domain/ticketRow.js';
import type { FileStamp } from '../fileStamp.js';
import type { StoreLayout } from '../layout.js';
import { readChangedFiles } from '../readChangedFiles.js';
import { readTicketFile, type KnownFile } from '../ticketFile.js';
import { storeGoneError } from '../ticketFolder.js';
import { readCache, writeCache } from './cacheFile.js';
import { electRows, type ElectedFiles } from './electRows.js';
import { KnownRows } from './knownRows.js';
import { decodeRowTable, encodeRowTable, type RowFile } from './rowTable.js';

/** Where a ticket is, and by what its file is known again. */
export interface LocatedTicket {
  readonly id: string;
  /** Name of the file inside the tickets folder. */
  readonly name: string;
  readonly stamp: FileStamp;
}

/** Rows of all tickets, and the files that hold none. */
export interface StoreRows {
  readonly rows: readonly TicketRow[];
  readonly broken: readonly BrokenFile[];
  /** Where each of the tickets is. */
  readonly located: readonly LocatedTicket[];
}

const cacheName = 'rows.json';
/** The number goes up with every change of what {@link rowOf} makes of a ticket. */
const format = 'ticketree-rows 4';

/** Reading one file again costs about as much as writing a dozen rows; the cache is written when that pays off soon. */
const worthwhileShare = 0.01;

/**
 * The rows of all tickets, for a process that lists them once and ends: taken from `.vibe-ticket/tmp/rows.json` where
 * a file is still the one that was read, from the file itself where it is not.
 */
export class RowSnapshot {
  /** All tickets, one an id, in no order. */
  readonly rows: readonly TicketRow[];

  private constructor(
    private readonly layout: StoreLayout,
    private readonly files: readonly RowFile[],
    private readonly elected: ElectedFiles,
    private readonly isWorthSaving: boolean,
  ) {
    this.rows = elected.tickets.map(({ content }) => content);
  }

  /**
   * Looks at the tickets folder and reads what differs from the cache.
   * @throws TicketreeError `no_store`, `store_damaged`
   */
  static async load(layout: StoreLayout): Promise<RowSnapshot> {
    const known = new KnownRows(readKnown(layout));
    const { isPresent, read, unclear } = await readChangedFiles(layout, known, 'anything', readTicketFile);
    if (!isPresent) throw storeGoneError(layout, null);
    const fresh = [...read].flatMap(([name, file]) => (file === null ? [] : [rowFile(name, file)]));
    const files = read.size === 0 ? known.files : [...known.files.filter(({ name }) => !read.has(name)), ...fresh];
    const changed = [
      ...fresh.filter((file) => !isSame(file, known.find(file.name))).map(({ name }) => name),
      ...[...read.keys()].filter((name) => read.get(name) === null),
    ];
    const isWorthSaving =
      changed.length > files.length * worthwhileShare || changed.some((name) => unclear.includes(name));
    return new RowSnapshot(layout, files, electRows(files), isWorthSaving);
  }

  get broken(): readonly BrokenFile[] {
    return this.elected.broken;
  }

  /** Where all tickets are. */
  get located(): readonly LocatedTicket[] {
    return this.elected.tickets.map((file) => ({ id: file.content.id, name: file.name, stamp: file }));
  }

  /** Name of a ticket's file inside the tickets folder; undefined where there is no such ticket. */
  fileNameOf(id: string): string | undefined {
    return this.located.find((ticket) => ticket.id === id)?.name;
  }

  /** Keeps for the next process what this one had to read; called when the answer is out. Never fails. */
  async save(): Promise<void> {
    if (this.isWorthSaving) await writeCache(this.layout, cacheName, format, encodeRowTable(this.files));
  }
}

function readKnown(layout: StoreLayout): RowFile[] {
  const text = readCache(layout, cacheName, format);
  try {
    return text === null ? [] : decodeRowTable(text);
  } catch {
    return [];
  }
}

function rowFile(name: string, file: KnownFile): RowFile {
  const named = { name, ...file.stamp, settled: file.settled };
  return file.kind === 'ticket' ? { ...named, content: rowOf(file.ticket) } : { ...named, content: file.broken };
}

/** Whether a cache would say the same of both. */
function isSame(a: RowFile, b: RowFile | undefined): boolean {
  return b !== undefined && encodeRowTable([a]) === encodeRowTable([b]);
}
