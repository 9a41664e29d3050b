/** The bytes of a block mapping or list, cut into entries so that untouched ones stay as they are. */
import { isCollection, isMap, isPair, isScalar } from 'yaml';
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
}

export interface KeySegment extends Segment {
  readonly key: string;
  /** A comment behind a value that fits on its key's line. */
  readonly comment: string;
}

export interface Split<T extends Segment> {
  readonly segments: readonly T[];
  /** What follows the last entry. */
  readonly tail: string;
}

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
    const contentEnd = endOfContent(text, node, key.range[1]);
    const end = lineEnd(text, contentEnd);
    if (start < at || text.slice(start, key.range[0]) !== pad) {
      return undefined;
    }
    const body = text.slice(start, end);
    const comment = commentBehind(text, start, contentEnd, end);
    segments.push({ key: key.source ?? '', node, lead: text.slice(at, start), body, comment, start, end });
    at = end;
  }
  return { segments, tail: text.slice(at, region.end) };
}

/** Cuts a block list of mappings whose `- ` stand at column 0; undefined for any other layout. */
export function splitList(text: string, list: YAMLSeq, region: Region): Split<Segment> | undefined {
  if (list.flow === true) {
    return undefined;
  }
  const segments: Segment[] = [];
  let at = region.start;
  for (const item of list.items) {
    if (!isMap(item) || !item.range) {
      return undefined;
    }
    const start = lineStart(text, item.range[0]);
    const end = lineEnd(text, endOfContent(text, item, item.range[0]));
    if (start < at || !text.startsWith('- ', start)) {
      return undefined;
    }
    segments.push({ node: item, lead: text.slice(at, start), body: text.slice(start, end), start, end });
    at = end;
  }
  return { segments, tail: text.slice(at, region.end) };
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
