import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Document, parseDocument } from 'yaml';
import type { ToStringOptions } from 'yaml';
import { decodeTicket } from '../../../src/store/codec/decodeTicket.js';
import { encodeTicket, ticketKeys } from '../../../src/store/codec/encodeTicket.js';
import { patchTicket } from '../../../src/store/codec/patchTicket.js';
import { sameValue } from '../../../src/domain/sameValue.js';
import { plainTicket, someTicket } from './samples.js';

/** More by the environment, for a long hunt. */
const numRuns = Number(process.env['CODEC_RUNS'] ?? 200);

/** Styles in which another program may write YAML. */
const style: fc.Arbitrary<ToStringOptions> = fc.record({
  collectionStyle: fc.constantFrom('any', 'flow'),
  defaultKeyType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE'),
  defaultStringType: fc.constantFrom('PLAIN', 'BLOCK_FOLDED', 'QUOTE_SINGLE', 'QUOTE_DOUBLE'),
  indent: fc.constantFrom(2, 4),
  indentSeq: fc.boolean(),
  lineWidth: fc.constantFrom(0, 20, 80),
  trueStr: fc.constantFrom('true', 'True'),
  nullStr: fc.constantFrom('null', '~', ''),
});

describe('any ticket, with the texts that break YAML', { timeout: 60_000 }, () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(someTicket, (ticket) => {
        expect(decodeTicket(encodeTicket(ticket))).toEqual(ticket);
      }),
      { numRuns },
    );
  });

  it('becomes any other by a patch, and comes back to the same value', () => {
    fc.assert(
      fc.property(someTicket, someTicket, (from, to) => {
        const source = encodeTicket(from);
        const patched = patchTicket(source, to);
        expect(decodeTicket(patched)).toEqual(to);
        expect(decodeTicket(patchTicket(patched, from))).toEqual(from);
      }),
      { numRuns },
    );
  });

  it('is patched field by field to what a fresh write gives', () => {
    fc.assert(
      fc.property(someTicket, someTicket, (from, to) => {
        const next = { ...to, metadata: from.metadata };
        expect(patchTicket(encodeTicket(from), next)).toBe(encodeTicket(next));
      }),
      { numRuns },
    );
  });

  it('keeps the comments of a person above every key', () => {
    fc.assert(
      fc.property(someTicket, someTicket, (from, to) => {
        const keys = new RegExp(`^(?=(?:${ticketKeys.join('|')}):)`, 'gm');
        const source = encodeTicket(from).replace(keys, '# comment\n\n');
        const patched = patchTicket(source, to);
        expect(decodeTicket(patched)).toEqual(to);
        expect(patched.match(/^# comment$/gm)).toHaveLength(ticketKeys.length);
      }),
      { numRuns },
    );
  });

  it('written by another program is read, and patched to any other', () => {
    fc.assert(
      fc.property(someTicket, someTicket, style, (from, to, options) => {
        // Metadata apart: YAML writers disagree with serde_yaml about what is a number.
        const ticket = { ...from, metadata: { a: from.title === '' } };
        const written = { ...ticket, team: ['blue'] };
        const source = new Document(written).toString(options);
        // That writer has faults of its own: some texts it cannot read back itself.
        const own = parseDocument(source);
        fc.pre(own.errors.length === 0 && sameValue(own.toJS(), written));
        expect(decodeTicket(source)).toEqual(ticket);
        expect(decodeTicket(patchTicket(source, to))).toEqual(to);
        expect(patchTicket(source, { ...ticket, slug: plainTicket.slug })).toContain('blue');
      }),
      { numRuns },
    );
  });

  it('survives a patch in a file with Windows line ends', () => {
    fc.assert(
      fc.property(someTicket, someTicket, (from, to) => {
        const source = encodeTicket(from).replaceAll('\n', '\r\n');
        expect(decodeTicket(source)).toEqual(from);
        expect(decodeTicket(patchTicket(source, to))).toEqual(to);
      }),
      { numRuns },
    );
  });
});
