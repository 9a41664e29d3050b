import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Ticket } from '../../../src/domain/ticket.js';
import { decodeTicket } from '../../../src/store/codec/decodeTicket.js';
import { encodeTicket } from '../../../src/store/codec/encodeTicket.js';
import { patchCanonical } from '../../../src/store/codec/patchCanonical.js';
import { patchTicket } from '../../../src/store/codec/patchTicket.js';
import { decode, patch } from '../../../src/store/codec/ticketCodec.js';
import { plainTask, plainTicket, realFiles, someTicket } from './samples.js';

/** More by the environment, for a long hunt. */
const numRuns = Number(process.env['CODEC_RUNS'] ?? 200);

/** Two tickets whose metadata have keys in common, in orders of their own. */
const related: fc.Arbitrary<[Ticket, Ticket]> = fc.tuple(someTicket, someTicket).chain(([from, to]) => {
  const entries = [...Object.entries(from.metadata), ...Object.entries(to.metadata)];
  return fc
    .tuple(fc.shuffledSubarray(entries), fc.shuffledSubarray(entries), fc.boolean())
    .map(([before, after, isSameFields]) => [
      { ...from, metadata: Object.fromEntries(before) },
      { ...(isSameFields ? from : to), metadata: Object.fromEntries(after) },
    ]);
});

const handEdited = encodeTicket(plainTicket).replace('status: todo', 'status: todo # for now');

describe('the codec of the store', { timeout: 60_000 }, () => {
  it('patches a canonical file to the same bytes without and with the yaml package', () => {
    fc.assert(
      fc.property(related, ([from, to]) => {
        const source = encodeTicket(from);
        const text = patchCanonical(source, to);
        expect(text).toBe(patchTicket(source, to));
        expect(decodeTicket(text ?? '')).toEqual(to);
      }),
      { numRuns },
    );
  });

  it('keeps the order of metadata, puts a new key behind the one before it, and leaves no gap', async () => {
    const source = encodeTicket({ ...plainTicket, metadata: { due: '2026-01-01', b: { z: 1 }, gone: 1, a: 2 } });
    const next = { ...plainTicket, metadata: { a: 2, x: true, due: '2026-02-01', estimate: 5, b: { z: 1, y: 0 } } };
    expect(await patch(source, next)).toBe(
      encodeTicket({
        ...plainTicket,
        metadata: { due: '2026-02-01', estimate: 5, b: { y: 0, z: 1 }, a: 2, x: true },
      }),
    );
  });

  it('keeps all bytes when nothing changes', async () => {
    for (const { name, text } of realFiles()) {
      expect(await patch(text, await decode(text)), name).toBe(text);
    }
    expect(await patch(handEdited, plainTicket)).toBe(handEdited);
  });

  it('reads and patches a file in another form, with its comments', async () => {
    expect(await decode(handEdited)).toEqual(plainTicket);
    expect(await patch(handEdited, { ...plainTicket, status: 'doing' })).toBe(handEdited.replace('todo', 'doing'));
  });

  it('refuses a broken file and a ticket that would not read back', async () => {
    const broken = { name: 'TicketFormatError', line: 1, reason: 'slug is missing' };
    await expect(decode(`id: ${plainTicket.id}`)).rejects.toMatchObject(broken);
    await expect(patch(`id: ${plainTicket.id}`, plainTicket)).rejects.toMatchObject(broken);
    const urgent = { ...plainTicket, priority: 'urgent' } as unknown as Ticket;
    await expect(patch(encodeTicket(plainTicket), urgent)).rejects.toThrow(/cannot be written/);
  });

  it('writes a number that JSON does not know as null, and half a surrogate pair as U+FFFD', async () => {
    const next = { ...plainTicket, title: 'x\ud800', metadata: { a: NaN } };
    const text = await patch(encodeTicket(plainTicket), next);
    expect(await decode(text)).toEqual({ ...next, title: 'x\ufffd', metadata: { a: null } });
  });
});

describe('the yaml package', () => {
  afterEach(() => {
    vi.doUnmock('yaml');
    vi.resetModules();
  });

  it('is loaded only when a file is not in canonical form', async () => {
    vi.resetModules();
    const load = vi.fn();
    vi.doMock('yaml', async (original) => {
      load();
      return original();
    });
    const codec = await import('../../../src/store/codec/ticketCodec.js');
    const ticket = { ...plainTicket, tasks: [plainTask], metadata: { a: [1] } };
    await codec.patch(encodeTicket(ticket), { ...(await codec.decode(encodeTicket(ticket))), title: 'New' });
    expect(load).not.toHaveBeenCalled();
    await codec.decode(handEdited);
    expect(load).toHaveBeenCalledOnce();
  });
});
