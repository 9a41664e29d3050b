import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Document, parseDocument } from 'yaml';
import type { ToStringOptions } from 'yaml';
import { sameValue } from '../../../src/domain/sameValue.js';
import type { JsonObject, JsonValue } from '../../../src/domain/ticket.js';
import { decodeTicket } from '../../../src/store/codec/decodeTicket.js';
import { encodeTicket } from '../../../src/store/codec/encodeTicket.js';
import { patchTicket } from '../../../src/store/codec/patchTicket.js';
import { someTicket } from './samples.js';

/** More by the environment, for a long hunt. */
const numRuns = Number(process.env['CODEC_RUNS'] ?? 200);

describe('metadata in any layout', { timeout: 60_000 }, () => {
  const word = fc.constantFrom('a', 'b', 'id', 'two words', '1', '__proto__', '# no', 'x\ny\n\n');
  const value = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom<JsonValue>(null, true, 0, 7, 'text', 'more\nlines', ''),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(word, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;
  const metadata = fc.dictionary(word, value, { maxKeys: 4, noNullPrototype: true });
  const style = fc.record({
    defaultKeyType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const),
    defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const),
    indent: fc.integer({ min: 1, max: 5 }),
    indentSeq: fc.boolean(),
    collectionStyle: fc.constantFrom('any' as const, 'flow' as const),
  });

  /** Undefined where that writer, which has faults of its own, cannot read back what it wrote. */
  function writtenByOthers(metadata: JsonObject, options: ToStringOptions): string | undefined {
    const isFlow = options.collectionStyle === 'flow';
    const text = new Document(isFlow ? metadata : { metadata }).toString({ ...options, lineWidth: 0 });
    const block = isFlow ? `metadata: ${text}` : text;
    const own = parseDocument(block);
    return own.errors.length === 0 && sameValue(own.toJS(), { metadata }) ? block : undefined;
  }

  it('becomes any other, and the ticket around it keeps its bytes', () => {
    fc.assert(
      fc.property(someTicket, metadata, metadata, style, (ticket, before, next, options) => {
        const block = writtenByOthers(before, options);
        fc.pre(block !== undefined);
        const head = encodeTicket({ ...ticket, metadata: {} }).replace(/metadata: \{\}\n$/, '# ours\n');
        const patched = patchTicket(head + block, { ...ticket, metadata: next });
        expect(decodeTicket(patched)).toEqual({ ...ticket, metadata: next });
        expect(patched.startsWith(head)).toBe(true);
        expect(decodeTicket(patchTicket(patched, { ...ticket, metadata: before })).metadata).toEqual(before);
      }),
      { numRuns: numRuns * 2 },
    );
  });
});
