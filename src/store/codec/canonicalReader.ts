import type { JsonValue } from '../../domain/ticket.js';
import { unescaped } from './doubleQuoted.js';
import { deepestValue } from './jsonDepth.js';
import { plainValue } from './plainScalar.js';

/**
 * Reads block YAML in exactly the form of emitYaml.ts. It believes without looking that the text has this form: any text
 * is read to its end without an error, and what is made of a text in another form means nothing.
 */
export class CanonicalReader {
  #at = 0;

  constructor(readonly source: string) {}

  skip(length: number): void {
    this.#at += length;
  }

  /** Steps over `expected` if that comes next. */
  skips(expected: string): boolean {
    const isNext = this.isNext(expected);
    if (isNext) this.#at += expected.length;
    return isNext;
  }

  isNext(expected: string): boolean {
    return this.source.startsWith(expected, this.#at);
  }

  /** The mapping that is the whole text. */
  document(): JsonValue {
    return this.#map(0, 1);
  }

  /** A text behind the space that follows a colon or a dash. @param indent column of the key or the dash */
  scalar(indent: number): string {
    this.#at += 1;
    switch (this.source[this.#at]) {
      case "'":
        return this.#line().slice(1, -1).replaceAll("''", "'");
      case '"':
        return unescaped(this.#line().slice(1, -1));
      case '|':
        return this.#literal(' '.repeat(indent + 2));
      default:
        return this.#line();
    }
  }

  /**
   * What follows a key's colon.
   * @param depth how many collections the value is in, itself counted if it is one
   */
  value(indent: number, depth: number): JsonValue {
    if (!this.skips('\n')) {
      return this.#inlineValue(indent, depth);
    }
    if (this.isNext(`${' '.repeat(indent)}- `)) {
      this.#at += indent;
      return this.#list(indent, depth);
    }
    this.#at += indent + 2;
    return this.#map(indent + 2, depth);
  }

  /** What follows a dash or a lone colon: a collection starts on the same line. */
  #inlineValue(indent: number, depth: number): JsonValue {
    this.#at += 1;
    if (this.isNext('- ')) return this.#list(indent + 2, depth);
    if (this.#isKeyNext()) return this.#map(indent + 2, depth);
    if (this.skips('[]\n')) return depth > deepestValue ? null : [];
    if (this.skips('{}\n')) return depth > deepestValue ? null : {};
    const first = this.source[this.#at];
    const isText = first === "'" || first === '"' || first === '|';
    this.#at -= 1;
    const text = this.scalar(indent);
    const meaning = isText ? undefined : plainValue(text);
    return meaning === undefined ? text : meaning;
  }

  /** From behind the first item's indentation. */
  #list(indent: number, depth: number): JsonValue {
    // What is left unread is not written again either, so that a text nested too deeply is found out.
    if (depth > deepestValue) return null;
    const pad = ' '.repeat(indent);
    const items: JsonValue[] = [];
    do {
      this.#at += 1;
      items.push(this.#inlineValue(indent, depth + 1));
    } while (this.isNext(`${pad}- `) && this.skips(pad));
    return items;
  }

  /** From behind the first key's indentation. */
  #map(indent: number, depth: number): JsonValue {
    if (depth > deepestValue) return null;
    const pad = ' '.repeat(indent);
    const entries: [string, JsonValue][] = [];
    do {
      entries.push(this.#entry(indent, depth + 1));
    } while (this.#at < this.source.length && !this.isNext(`${pad}- `) && this.skips(pad));
    // Built from entries, because an assignment to `__proto__` would vanish.
    return Object.fromEntries(entries);
  }

  #entry(indent: number, depth: number): [string, JsonValue] {
    if (this.isNext('? ')) {
      this.#at += 1;
      const key = this.scalar(indent);
      this.#at += indent + 1;
      return [key, this.#inlineValue(indent, depth)];
    }
    const end = this.#keyEnd();
    const name = this.source.slice(this.#at, end);
    this.#at = end + 1;
    return [keyText(name), this.value(indent, depth)];
  }

  #isKeyNext(): boolean {
    return this.isNext('? ') || this.#keyEnd() < this.#lineEnd();
  }

  /** Where the colon behind a simple key stands, or the end of the line where there is no such key. */
  #keyEnd(): number {
    const lineEnd = this.#lineEnd();
    const quote = this.source[this.#at];
    if (quote === "'" || quote === '"') {
      const end = this.#quoteEnd(quote, lineEnd);
      return this.source[end] === ':' ? end : lineEnd;
    }
    let colon = this.source.indexOf(':', this.#at);
    while (colon !== -1 && colon < lineEnd - 1 && this.source[colon + 1] !== ' ') {
      colon = this.source.indexOf(':', colon + 1);
    }
    return colon === -1 || quote === '|' ? lineEnd : Math.min(colon, lineEnd);
  }

  /** Behind the quote that ends a quoted text. */
  #quoteEnd(quote: string, lineEnd: number): number {
    for (let at = this.#at + 1; at < lineEnd; at += 1) {
      const isEscape = quote === '"' ? this.source[at] === '\\' : this.source.startsWith("''", at);
      if (isEscape) at += 1;
      else if (this.source[at] === quote) return at + 1;
    }
    return lineEnd;
  }

  #lineEnd(): number {
    const feed = this.source.indexOf('\n', this.#at);
    return feed === -1 ? this.source.length : feed;
  }

  /** What remains of the line. */
  #line(): string {
    const end = this.#lineEnd();
    const line = this.source.slice(this.#at, end);
    this.#at = end + 1;
    return line;
  }

  #literal(pad: string): string {
    const header = this.#line();
    let text = '';
    while (this.isNext('\n') || this.skips(pad)) {
      text += `${this.#line()}\n`;
    }
    return header.endsWith('-') ? text.slice(0, -1) : text;
  }
}

function keyText(name: string): string {
  switch (name[0]) {
    case "'":
      return name.slice(1, -1).replaceAll("''", "'");
    case '"':
      return unescaped(name.slice(1, -1));
    default:
      return name;
  }
}
