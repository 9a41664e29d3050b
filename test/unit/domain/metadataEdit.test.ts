import { describe, expect, it } from 'vitest';
import { withMetadata } from '../../../src/domain/metadataEdit.js';
import type { JsonObject } from '../../../src/domain/ticket.js';
import { ticketWith } from './tickets.js';

describe('a change of metadata', () => {
  const ticket = ticketWith({ metadata: JSON.parse('{ "b": 1, "__proto__": { "x": 1 }, "a": [1] }') as JsonObject });

  it('keeps the order of keys, puts new ones last, and keeps a key of any name', () => {
    const { metadata } = withMetadata(ticket, { c: true, b: 2 });
    expect(Object.entries(metadata)).toEqual([
      ['b', 2],
      ['__proto__', { x: 1 }],
      ['a', [1]],
      ['c', true],
    ]);
  });

  it('drops what is undefined, and leaves the ticket that it was given as it was', () => {
    expect(Object.keys(withMetadata(ticket, { b: undefined, d: undefined }).metadata)).toEqual(['__proto__', 'a']);
    expect(Object.keys(ticket.metadata)).toEqual(['b', '__proto__', 'a']);
  });

  it('that changes nothing returns the ticket as it is', () => {
    expect(withMetadata(ticket, { b: 1, constructor: undefined })).toBe(ticket);
    expect(withMetadata(ticket, {})).toBe(ticket);
  });

  it('sets a key that is null, which is not the same as having none', () => {
    expect(withMetadata(ticket, { b: null }).metadata).toHaveProperty('b', null);
  });
});
