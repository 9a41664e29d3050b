import { cut, displayWidth, padding } from './textWidth.js';
import type { Paint, Style } from './terminalText.js';

/** Text of one style. */
interface Span {
  readonly text: string;
  readonly style?: Style;
}

export interface Cell {
  readonly spans: readonly Span[];
  readonly align?: 'right';
}

const gap = '  ';
/** What the last column has at least, however narrow the terminal is. */
const leastOfLast = 10;

export function cell(text: string, style?: Style): Cell {
  return { spans: [style === undefined ? { text } : { text, style }] };
}

export function rightCell(text: string, style?: Style): Cell {
  return { ...cell(text, style), align: 'right' };
}

/**
 * One line a row. Columns that are empty in every row are left out; the last is cut where the terminal ends, and not
 * filled up.
 * @param rows cells of one line each, as many in every row
 */
export function formatTable(rows: readonly (readonly Cell[])[], columns: number, paint: Paint): string {
  const last = (rows[0]?.length ?? 0) - 1;
  const widths = Array.from({ length: last }, (_, column) =>
    rows.reduce((widest, row) => Math.max(widest, cellWidth(row[column] ?? cell(''))), 0),
  );
  const used = widths.filter((width) => width > 0).reduce((sum, width) => sum + width + gap.length, 0);
  const room = Math.max(leastOfLast, columns - used);
  const lines = rows.map((row) =>
    [
      ...row.slice(0, last).flatMap((each, column) => {
        const width = widths[column] ?? 0;
        return width === 0 ? [] : [fill(each, width, paint)];
      }),
      ...row.slice(last).map(({ spans }) => paintSpans(cutSpans(spans, room), paint)),
    ].join(gap),
  );
  return lines.join('\n');
}

function cellWidth({ spans }: Cell): number {
  return spans.reduce((sum, { text }) => sum + displayWidth(text), 0);
}

function fill({ spans, align }: Cell, width: number, paint: Paint): string {
  const blank = padding(spans.map(({ text }) => text).join(''), width);
  const painted = paintSpans(spans, paint);
  return align === 'right' ? blank + painted : painted + blank;
}

function paintSpans(spans: readonly Span[], paint: Paint): string {
  return spans.map(({ text, style }) => (style === undefined || text === '' ? text : paint(style, text))).join('');
}

/** The start of some spans, in at most `width` columns. */
function cutSpans(spans: readonly Span[], width: number): Span[] {
  // Where nothing is cut, as in a pipe, nothing needs to be measured.
  if (width === Infinity || cellWidth({ spans }) <= width) return [...spans];
  const result: Span[] = [];
  let room = width;
  for (const span of spans) {
    const own = displayWidth(span.text);
    // One column stays free for the mark that something is missing.
    if (own >= room) return [...result, { ...span, text: cut(`${span.text} `, room) }];
    result.push(span);
    room -= own;
  }
  return result;
}
