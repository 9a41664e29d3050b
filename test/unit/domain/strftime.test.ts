import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate } from '../../../src/domain/strftime.js';

/** In the zone of the computer, as the format is. */
const date = new Date(2026, 2, 1, 5, 7, 9, 120);
const evening = new Date(2025, 11, 31, 23, 59, 59);

describe('formatDate', () => {
  it.each([
    ['%Y-%m-%d %H:%M', '2026-03-01 05:07', '2025-12-31 23:59'],
    ['%F %T', '2026-03-01 05:07:09', '2025-12-31 23:59:59'],
    ['%D %R', '03/01/26 05:07', '12/31/25 23:59'],
    ['%y %C', '26 20', '25 20'],
    ['%a %A %u %w', 'Sun Sunday 7 0', 'Wed Wednesday 3 3'],
    ['%b %B %h', 'Mar March Mar', 'Dec December Dec'],
    ['%e|%k|%l', ' 1| 5| 5', '31|23|11'],
    ['%I:%M %p %P', '05:07 AM am', '11:59 PM pm'],
    ['%j', '060', '365'],
    ['%-d.%-m.%-H', '1.3.5', '31.12.23'],
    ['%_d|%0e', ' 1|01', '31|31'],
    ['%v %r', ' 1-Mar-2026 05:07:09 AM', '31-Dec-2025 11:59:59 PM'],
    ['%c', 'Sun Mar  1 05:07:09 2026', 'Wed Dec 31 23:59:59 2025'],
    ['%d日 ✓ %m月', '01日 ✓ 03月', '31日 ✓ 12月'],
    ['100%%', '100%', '100%'],
    ['%%Y', '%Y', '%Y'],
    ['%n%t', '\n\t', '\n\t'],
  ])('writes %s', (pattern, early, late) => {
    expect(formatDate(pattern, date)).toBe(early);
    expect(formatDate(pattern, evening)).toBe(late);
  });

  it.each(['%Q', '%', 'no letters', '%é', '%-', ''])('leaves %j as it stands', (pattern) => {
    expect(formatDate(pattern, date)).toBe(pattern);
  });

  it('calls noon PM and midnight AM, both twelve', () => {
    expect(formatDate('%I %p', new Date(2026, 0, 1, 12))).toBe('12 PM');
    expect(formatDate('%I %p', new Date(2026, 0, 1, 0))).toBe('12 AM');
  });

  it('writes an offset that Date understands, and the seconds since the epoch', () => {
    expect(new Date(formatDate('%FT%T%Z', evening))).toEqual(evening);
    expect(formatDate('%z', evening)).toBe(formatDate('%Z', evening).replace(':', ''));
    expect(formatDate('%s', evening)).toBe(String(evening.getTime() / 1000));
  });

  it('counts the days of every year one by one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1971, max: 2200 }), fc.integer({ min: 1, max: 365 }), (year, day) => {
        expect(formatDate('%j', new Date(year, 0, day))).toBe(String(day).padStart(3, '0'));
      }),
    );
  });

  it('takes any pattern', () => {
    fc.assert(fc.property(fc.string(), (pattern) => typeof formatDate(pattern, date) === 'string'));
  });
});
