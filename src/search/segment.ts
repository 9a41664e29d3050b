import { fieldBreak, searchFields } from './searchFields.js';

/**
 * Format of a segment: an immutable inverted index of some documents, as one run of bytes in memory and on disk. It is
 * a cache, read by the machine and version that wrote it, so numbers are of the machine's own byte order.
 *
 *     header      12 × uint32: magic, version, checksum of all that follows, length in bytes of each section, 0
 *     stamps      3 × float64 for each document: size, mtimeMs, ino
 *     lengths     uint16 for each document and field: how many terms it has
 *     textEnds    uint32 for each document: where its texts end
 *     postingEnds uint32 for each term: where its postings end
 *     names       UTF-8: file names of the documents, each with a NUL after it
 *     terms       UTF-8: the terms in order of their code units, each with a line feed after it
 *     postings    for each document of a term: how far on it is (varint), bits of the fields, a count byte for each
 *     texts       UTF-8: for each document its fields, see searchFields.ts
 *
 * Each section is padded to eight bytes.
 */
export const magic = 0x5453_4c54;
/** To be raised whenever the format changes, or the terms that a text has. */
export const formatVersion = 1;
export const headerWords = 12;
const sectionCount = 8;

/** What tells without reading whether a file is still the one that was indexed. */
export interface DocumentStamp {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ino: number;
}

/** Called with a document's number and how often it has the term in each field; the counts are only lent. */
export type VisitPosting = (document: number, counts: Uint8Array) => void;

export class Segment {
  private readonly counts = new Uint8Array(searchFields.length);

  private constructor(
    /** File names of the documents. */
    readonly names: readonly string[],
    /** In order of their code units. */
    readonly terms: readonly string[],
    private readonly stamps: Float64Array,
    private readonly lengths: Uint16Array,
    private readonly textEnds: Uint32Array,
    private readonly postingEnds: Uint32Array,
    private readonly postings: Uint8Array,
    private readonly texts: Uint8Array,
    readonly bytes: Uint8Array,
  ) {}

  /** @param file all that a file holds @returns null when that is no whole segment of this version */
  static open(file: Uint8Array): Segment | null {
    const bytes = file.byteOffset % 8 === 0 ? file : file.slice();
    const sections = splitSections(bytes);
    if (sections === null) return null;
    const [stamps, lengths, textEnds, postingEnds, names, terms, postings, texts] = sections;
    const segment = new Segment(
      splitAfter(names, '\0'),
      splitAfter(terms, '\n'),
      new Float64Array(stamps.buffer, stamps.byteOffset, stamps.length / 8),
      new Uint16Array(lengths.buffer, lengths.byteOffset, lengths.length / 2),
      new Uint32Array(textEnds.buffer, textEnds.byteOffset, textEnds.length / 4),
      new Uint32Array(postingEnds.buffer, postingEnds.byteOffset, postingEnds.length / 4),
      postings,
      texts,
      bytes,
    );
    return segment.isConsistent() ? segment : null;
  }

  hasStamp(document: number, { size, mtimeMs, ino }: DocumentStamp): boolean {
    const { stamps } = this;
    const at = document * 3;
    return stamps[at] === size && stamps[at + 1] === mtimeMs && stamps[at + 2] === ino;
  }

  stampOf(document: number): DocumentStamp {
    const at = document * 3;
    return { size: this.stamps[at] ?? 0, mtimeMs: this.stamps[at + 1] ?? 0, ino: this.stamps[at + 2] ?? 0 };
  }

  /** How many terms a field of a document has. */
  lengthOf(document: number, field: number): number {
    return this.lengths[document * searchFields.length + field] ?? 0;
  }

  /** The texts of a document's fields. */
  textsOf(document: number): string[] {
    return Buffer.from(this.textBytesOf(document)).toString('utf8').split(fieldBreak);
  }

  textBytesOf(document: number): Uint8Array {
    return this.texts.subarray(this.textEnds[document - 1] ?? 0, this.textEnds[document]);
  }

  /** Visits the documents that have a term, in their order. */
  eachPosting(term: number, visit: VisitPosting): void {
    const { postings, counts } = this;
    const end = this.postingEnds[term] ?? 0;
    let at = this.postingEnds[term - 1] ?? 0;
    let document = -1;
    while (at < end) {
      let step = 0;
      let byte: number;
      let shift = 0;
      do {
        byte = postings[at++] ?? 0;
        step |= (byte & 0x7f) << shift;
        shift += 7;
      } while (byte > 0x7f);
      document += step;
      const fields = postings[at++] ?? 0;
      for (let field = 0; field < counts.length; field++) {
        counts[field] = fields & (1 << field) ? (postings[at++] ?? 0) : 0;
      }
      visit(document, counts);
    }
  }

  private isConsistent(): boolean {
    const documents = this.names.length;
    return (
      this.stamps.length === documents * 3 &&
      this.lengths.length === documents * searchFields.length &&
      this.textEnds.length === documents &&
      this.postingEnds.length === this.terms.length &&
      areEnds(this.textEnds, this.texts.length) &&
      areEnds(this.postingEnds, this.postings.length)
    );
  }
}

function areEnds(ends: Uint32Array, length: number): boolean {
  return (ends.at(-1) ?? 0) === length && ends.every((end, index) => end >= (ends[index - 1] ?? 0));
}

/** Tells bytes that were changed, cut or mixed by accident; one changed word always shows. */
export function checksum(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  let sum = 0x811c_9dc5;
  // Three times faster than for...of.
  for (let index = 3; index < words.length; index++) {
    sum = Math.imul(((sum << 5) | (sum >>> 27)) ^ (words[index] ?? 0), 0x0100_0193);
  }
  return sum >>> 0;
}

export function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}

type Sections = [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];

function splitSections(bytes: Uint8Array): Sections | null {
  if (bytes.length < headerWords * 4 || bytes.length % 8 !== 0) return null;
  const header = new Uint32Array(bytes.buffer, bytes.byteOffset, headerWords);
  if (header[0] !== magic || header[1] !== formatVersion || header[2] !== checksum(bytes)) return null;
  let at = headerWords * 4;
  const sections: Uint8Array[] = [];
  for (const length of header.subarray(3, 3 + sectionCount)) {
    sections.push(bytes.subarray(at, at + length));
    at += padded(length);
  }
  return at === bytes.length ? (sections as Sections) : null;
}

function splitAfter(bytes: Uint8Array, mark: string): string[] {
  const parts = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8').split(mark);
  parts.pop();
  return parts;
}
