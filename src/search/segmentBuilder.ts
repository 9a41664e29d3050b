import { fieldBreak, searchFields } from './searchFields.js';
import { eachTerm } from './pieces.js';
import { checksum, formatVersion, headerWords, magic, padded, Segment, type DocumentStamp } from './segment.js';

/** What a segment is made of: a file, and its ticket's texts in the order of `searchFields`. */
export interface SearchedDocument {
  readonly name: string;
  readonly stamp: DocumentStamp;
  readonly texts: readonly string[];
}

interface Postings {
  readonly bytes: number[];
  last: number;
}

const maxCount = 0xff;

/** Collects documents, new ones and those of older segments, and makes a segment of them. */
export class SegmentBuilder {
  private readonly names: string[] = [];
  private readonly stamps: number[] = [];
  private readonly lengths: number[] = [];
  private readonly texts: Uint8Array[] = [];
  private readonly postings = new Map<string, Postings>();

  add({ name, stamp, texts }: SearchedDocument): void {
    const countsOf = new Map<string, Uint8Array>();
    const lengths = texts.map((text, field) => {
      let length = 0;
      eachTerm(text, (term) => {
        length++;
        let counts = countsOf.get(term.text);
        if (counts === undefined) countsOf.set(term.text, (counts = new Uint8Array(searchFields.length)));
        counts[field] = Math.min((counts[field] ?? 0) + 1, maxCount);
      });
      return length;
    });
    const document = this.begin(name, stamp, lengths, Buffer.from(texts.join(fieldBreak)));
    for (const [term, counts] of countsOf) this.post(term, document, counts);
  }

  /** Takes documents over without reading their texts again. @param isKept says it for each document's number */
  copy(segment: Segment, isKept: (document: number) => boolean): void {
    const places = segment.names.map((name, document) => {
      if (!isKept(document)) return -1;
      const lengths = searchFields.map((_, field) => segment.lengthOf(document, field));
      return this.begin(name, segment.stampOf(document), lengths, segment.textBytesOf(document));
    });
    segment.terms.forEach((term, index) => {
      segment.eachPosting(index, (document, counts) => {
        const place = places[document] ?? -1;
        if (place !== -1) this.post(term, place, counts);
      });
    });
  }

  build(): Segment {
    const terms = [...this.postings.keys()].sort();
    const lists = terms.map((term) => this.postings.get(term)?.bytes ?? []);
    const segment = Segment.open(
      join([
        bytesOf(Float64Array.from(this.stamps)),
        bytesOf(Uint16Array.from(this.lengths)),
        bytesOf(endsOf(this.texts)),
        bytesOf(endsOf(lists)),
        Buffer.from(this.names.map((name) => `${name}\0`).join('')),
        Buffer.from(terms.map((term) => `${term}\n`).join('')),
        concatenate(lists),
        concatenate(this.texts),
      ]),
    );
    if (segment === null) throw new Error('a segment was built wrong');
    return segment;
  }

  private begin(name: string, { size, mtimeMs, ino }: DocumentStamp, lengths: number[], texts: Uint8Array): number {
    this.stamps.push(size, mtimeMs, ino);
    this.lengths.push(...lengths);
    this.texts.push(texts);
    return this.names.push(name) - 1;
  }

  private post(term: string, document: number, counts: Uint8Array): void {
    let list = this.postings.get(term);
    if (list === undefined) this.postings.set(term, (list = { bytes: [], last: -1 }));
    const { bytes } = list;
    let step = document - list.last;
    for (; step > 0x7f; step >>>= 7) bytes.push((step & 0x7f) | 0x80);
    let fields = 0;
    counts.forEach((count, field) => (fields |= count > 0 ? 1 << field : 0));
    bytes.push(step, fields);
    for (const count of counts) if (count > 0) bytes.push(count);
    list.last = document;
  }
}

function join(sections: readonly Uint8Array[]): Uint8Array {
  const header = new Uint32Array(headerWords);
  header.set([magic, formatVersion, 0, ...sections.map(({ length }) => length)]);
  const size = sections.reduce((sum, { length }) => sum + padded(length), header.byteLength);
  const bytes = new Uint8Array(size);
  let at = header.byteLength;
  bytes.set(bytesOf(header));
  for (const section of sections) {
    bytes.set(section, at);
    at += padded(section.length);
  }
  new Uint32Array(bytes.buffer)[2] = checksum(bytes);
  return bytes;
}

/** Where each of some lists ends when they follow one another. */
function endsOf(lists: readonly ArrayLike<number>[]): Uint32Array {
  let end = 0;
  return Uint32Array.from(lists, ({ length }) => (end += length));
}

function concatenate(lists: readonly ArrayLike<number>[]): Uint8Array {
  const ends = endsOf(lists);
  const bytes = new Uint8Array(ends.at(-1) ?? 0);
  lists.forEach((list, index) => {
    bytes.set(list, ends[index - 1] ?? 0);
  });
  return bytes;
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
