import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTimestamp, formatUtc, timestampMillis } from '../../../src/domain/timestamp.js';
import { isTimestamp } from '../../../src/store/codec/timestamp.js';

describe('a time', () => {
  it.each([
    [1_700_000_000_000, '2023-11-14T22:13:20Z'],
    [1_700_000_000_001, '2023-11-14T22:13:20.001Z'],
    [1_700_000_000_100, '2023-11-14T22:13:20.100Z'],
  ])('%d is written as vibe-ticket would: %s', (millis, text) => {
    expect(formatTimestamp(new Date(millis))).toBe(text);
  });

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.nat(4_000_000_000_000), (millis) => {
        const text = formatTimestamp(new Date(millis));
        expect(isTimestamp(text)).toBe(true);
        expect(timestampMillis(text)).toBe(millis);
      }),
    );
  });

  it.each([
    ['2025-08-14T16:41:15.933037Z', '2025-08-14T16:41:15.933Z'],
    ['2025-08-14T16:41:15.123456789Z', '2025-08-14T16:41:15.123Z'],
    ['2025-08-14T18:41:15+02:00', '2025-08-14T16:41:15.000Z'],
    ['2025-08-14 16:41:15z', '2025-08-14T16:41:15.000Z'],
    ['2025-08-14t16:41:15.5z', '2025-08-14T16:41:15.500Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
    ['2017-01-01T08:59:60.5+09:00', '2016-12-31T23:59:59.500Z'],
  ])('that a file may hold, %s, is understood', (text, iso) => {
    expect(isTimestamp(text)).toBe(true);
    expect(new Date(timestampMillis(text)).toISOString()).toBe(iso);
  });

  it.each(['', 'yesterday', '2025-13-01T00:00:00Z', '2025-01-01T25:00:00Z'])('is not seen in %j', (text) => {
    expect(timestampMillis(text)).toBeNaN();
  });
});

it('a time in a sentence is in UTC and without a fraction', () => {
  expect(formatUtc(new Date('2026-03-01T23:30:05.999-02:00'))).toBe('2026-03-02 01:30:05 UTC');
});
