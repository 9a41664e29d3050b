import type { KeySegment, Split } from './segments.js';

/** One key of the wanted mapping: its new lines, or null where the old ones stay. */
export interface Edit {
  readonly key: string;
  readonly body: string | null;
}

export interface Piece {
  readonly lead: string;
  readonly body: string;
}

interface KeyPiece extends Piece {
  readonly key: string;
}

/**
 * The mapping's lines with the edits made. A key that is not there yet follows the nearest key before it in `edits`.
 * Comments above a removed key stay.
 */
export function editMap(
  split: Split<KeySegment>,
  edits: readonly Edit[],
  isRemoved: (key: string) => boolean,
  eol: string,
): string {
  const { pieces, lead } = withoutRemoved(split.segments, isRemoved);
  let previous = -1;
  for (const { key, body } of edits) {
    const found = pieces.findIndex((piece) => piece.key === key);
    if (found === -1 && body !== null) {
      previous += 1;
      pieces.splice(previous, 0, { key, lead: '', body });
    } else if (found !== -1) {
      previous = found;
      const old = split.segments.find((segment) => segment.key === key);
      if (body !== null) {
        pieces[found] = {
          key,
          lead: pieces[found]?.lead ?? '',
          body: withComment(body, old?.comment ?? ''),
        };
      }
    }
  }
  return joinPieces(pieces, lead + split.tail, eol);
}

/** Puts lines together so that none runs into the next. */
export function joinPieces(pieces: readonly Piece[], tail: string, eol: string): string {
  let text = '';
  let keepsBlanks = false;
  for (const { lead, body } of [...pieces, { lead: tail, body: '' }]) {
    // Blank lines behind a block text with a keep hint would become part of its text.
    const gap = keepsBlanks ? lead.replace(/^(?:[ \t]*\r?\n)+/, '') : lead;
    const needsBreak = text !== '' && !text.endsWith('\n') && gap + body !== '';
    text += (needsBreak ? eol : '') + gap + body;
    keepsBlanks = /\n\r?\n$/.test(body);
  }
  return text;
}

function withoutRemoved(
  segments: readonly KeySegment[],
  isRemoved: (key: string) => boolean,
): { pieces: KeyPiece[]; lead: string } {
  const pieces: KeyPiece[] = [];
  let lead = '';
  for (const segment of segments) {
    lead += segment.lead;
    if (!isRemoved(segment.key)) {
      pieces.push({ key: segment.key, lead, body: segment.body });
      lead = '';
    }
  }
  return { pieces, lead };
}

/** Puts the comment behind a body of one line. */
export function withComment(body: string, comment: string): string {
  const isOneLine = body.indexOf('\n') === body.length - 1;
  return comment !== '' && isOneLine ? body.replace(/\r?\n$/, '') + comment : body;
}
