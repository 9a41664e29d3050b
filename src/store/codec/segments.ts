/** The bytes of a block mapping or list, cut into entries so that untouched ones stay as they are. */
import { isCollection, isPair, isScalar } from 'yaml';
import type { Node, Scalar, YAMLMap, YAMLSeq } from 'yaml';

export interface Region {
  readonly start: number;
  readonly end: number;
}

/** Whole lines of the file. */
export interface Segment extends Region {
  readonly node: Node | null;
  /** Comments and blank lines before the entry. */
  readonly lead: string;
  readonly body: string;
  /** A comment behind a value that fits on its key's or its dash's line. */
  readonly comment: string;
}

export interface KeySegment extends Segment {
  readonly key: string;
}

export interface Split<T extends Segment> {
  readonly segments: readonly T[];
  /** What follows the last entry. */
  readonly tail: string;
}

interface ListSplit extends Split<Segment> {
  /** Where the dashes stand. */
  readonly column: number;
}

/** An item that begins on the line of its dash, perhaps with an anchor or a tag. */
const dashPrefix = /^( *)-(?: +|$)(?:[&!]\S* +)*$/;

/** Cuts a block mapping whose keys all start a line at column `indent`; undefined for any other layout. */
export function splitMap(text: string, map: YAMLMap, indent: number, region: Region): Split<KeySegment> | undefined {
  if (map.flow === true) {
    return undefined;
  }
  const pad = ' '.repeat(indent);
  const segments: KeySegment[] = [];
  let at = region.start;
  for (const pair of map.items) {
    const key = pair.key;
    if (!isScalar(key) || !key.range) {
      return undefined;
    }
    const start = lineStart(text, key.range[0]);
    const node = pair.value as Node | null;
    const prefix = text.slice(start, key.range[0]);
    if (start < at || (prefix !== pad && prefix.trimEnd() !== `${pad}?`)) {
      return undefined;
    }
    const lines = cut(text, at, start, endOfContent(text, node, key.range[1]));
    segments.push({ key: key.source ?? '', node, ...lines });
    at = lines.end;
  }
  return { segments, tail: text.slice(at, region.end) };
}

/** Cuts a block list whose items start on the lines of their dashes; undefined for any other layout. */
export function splitList(text: string, list: YAMLSeq, region: Region): ListSplit | undefined {
  if (list.flow === true) {
    return undefined;
  }
  const segments: Segment[] = [];
  let column = 0;
  let at = region.start;
  for (const item of list.items) {
    const node = item as Node;
    const [from = 0] = node.range ?? [];
    const start = lineStart(text, from);
    const prefix = dashPrefix.exec(text.slice(start, from));
    if (start < at || prefix === null) {
      return undefined;
    }
    column = prefix[1]?.length ?? 0;
    const lines = cut(text, at, start, endOfContent(text, node, from));
    segments.push({ node, ...lines });
    at = lines.end;
  }
  return { segments, column, tail: text.slice(at, region.end) };
}

/** The column in which the mapping's first key stands, or the `? ` before it. */
export function columnOf(text: string, map: YAMLMap): number {
  const key = map.items[0]?.key as Node | undefined;
  const start = key?.range?.[0] ?? 0;
  return /^ */.exec(text.slice(lineStart(text, start), start))?.[0].length ?? 0;
}

/** The lines from `start` to the end of the line on which the content ends; `at` is where the entry before it ends. */
function cut(text: string, at: number, start: number, contentEnd: number): Omit<Segment, 'node'> {
  const end = lineEnd(text, contentEnd);
  const comment = commentBehind(text, start, contentEnd, end);
  return { start, end, lead: text.slice(at, start), body: text.slice(start, end), comment };
}

/** Where the line that holds `offset` ends, behind its line feed; `offset` itself if it stands there already. */
export function lineEnd(text: string, offset: number): number {
  if (text[offset - 1] === '\n') {
    return offset;
  }
  const feed = text.indexOf('\n', offset);
  return feed === -1 ? text.length : feed + 1;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The ranges of the parser's collections reach over comments that follow, those of block scalars over blank lines. */
function endOfContent(text: string, node: Node | null, before: number): number {
  if (!node?.range) {
    return before;
  }
  if (isCollection(node) && node.flow !== true && node.items.length > 0) {
    const last: unknown = node.items.at(-1);
    if (isPair(last)) {
      return endOfContent(text, last.value as Node | null, (last.key as Node).range?.[1] ?? before);
    }
    return endOfContent(text, last as Node, before);
  }
  return isScalar(node) ? endOfScalar(text, node, node.range) : node.range[1];
}

function endOfScalar(text: string, scalar: Scalar, [start, end]: readonly number[]): number {
  const isBlock = scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED';
  const source = text.slice(start, end);
  if (!isBlock || /^[|>]\d?\+/.test(source)) {
    return end ?? text.length;
  }
  // Not trimEnd, which would take no-break spaces off the text.
  let length = source.length;
  while (/[ \t\r\n]/.test(source.charAt(length - 1))) {
    length -= 1;
  }
  return (start ?? 0) + length;
}

function commentBehind(text: string, start: number, contentEnd: number, end: number): string {
  const rest = text.slice(contentEnd, end);
  const isOneLine = lineEnd(text, start + 1) === end;
  if (!isOneLine || !rest.includes('#')) {
    return '';
  }
  return /^\s/.test(rest) ? rest : ` ${rest}`;
}
