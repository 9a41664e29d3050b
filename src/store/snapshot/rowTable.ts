import type { BrokenFile } from '../../domain/change.js';
import { columnOf, decodeRows, encodeRows, listOf, type Column, type RowColumns } from '../../domain/rowColumns.js';
import type { TicketRow } from '../../domain/ticketRow.js';
import type { FileStamp } from '../fileStamp.js';

/** A ticket file of which only the row is kept, or the reason why it has none. */
export type RowFile = TicketRowFile | BrokenRowFile;

export interface TicketRowFile extends NamedFile {
  readonly content: TicketRow;
}

interface BrokenRowFile extends NamedFile {
  readonly content: BrokenFile;
}

interface NamedFile extends FileStamp {
  readonly name: string;
  /** See {@link KnownStamp}. */
  readonly settled: boolean;
}

/** Files by columns. The rows are those of the files that hold one, in their order; an empty id is the file's name. */
interface Table {
  readonly name: readonly string[];
  readonly size: Column<number>;
  /** Null for a file that was not settled: whatever its time is, it is read again. */
  readonly mtimeMs: Column<number | null>;
  readonly ino: Column<number>;
  readonly rows: RowColumns;
  readonly broken: readonly BrokenFile[];
}

export function holdsRow(file: RowFile): file is TicketRowFile {
  return 'id' in file.content;
}

/** Orders files by name, as most systems list a folder. @returns text of ASCII alone, which is the quickest to read */
export function encodeRowTable(unordered: readonly RowFile[]): string {
  const files = unordered.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const table: Table = {
    name: files.map(({ name }) => name),
    size: columnOf(files.map(({ size }) => size)),
    mtimeMs: columnOf(files.map(({ mtimeMs, settled }) => (settled ? mtimeMs : null))),
    ino: columnOf(files.map(({ ino }) => ino)),
    rows: withoutKnownIds(files.filter(holdsRow)),
    broken: files.flatMap((file) => (holdsRow(file) ? [] : [file.content])),
  };
  const text = JSON.stringify(table);
  return text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** @throws Error for a text of another shape */
export function decodeRowTable(text: string): RowFile[] {
  const { name, rows, broken, ...columns } = JSON.parse(text) as Table;
  const size = listOf(columns.size, name.length);
  const mtimeMs = listOf(columns.mtimeMs, name.length);
  const ino = listOf(columns.ino, name.length);
  const reasons = new Map(broken.map((each) => [each.file, each]));
  const contents = decodeRows(
    withKnownIds(
      rows,
      name.filter((each) => !reasons.has(each)),
    ),
  ).values();
  return name.map((each, index) => {
    const time = mtimeMs[index] ?? null;
    return {
      name: each,
      size: size[index] ?? 0,
      mtimeMs: time ?? 0,
      ino: ino[index] ?? 0,
      settled: time !== null,
      content: reasons.get(each) ?? contents.next().value,
    } as RowFile;
  });
}

/** The rows' columns, without the ids by which their files are named. */
function withoutKnownIds(files: readonly TicketRowFile[]): RowColumns {
  const { count, columns } = encodeRows(files.map(({ content }) => content));
  const ids = files.map(({ name, content }) => (content.id === idIn(name) ? '' : content.id));
  return { count, columns: { ...columns, id: columnOf(ids) } };
}

/** @param names of the files, in the rows' order */
function withKnownIds({ count, columns }: RowColumns, names: readonly string[]): RowColumns {
  const ids = listOf(columns.id, count);
  return {
    count,
    columns: { ...columns, id: names.map((name, index) => (ids[index] === '' ? idIn(name) : (ids[index] ?? ''))) },
  };
}

/** The id that a file is named after. */
function idIn(name: string): string {
  return name.slice(0, -'.yaml'.length);
}
