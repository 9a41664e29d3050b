import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  formatLockRecord,
  lockTime,
  makeLockRecord,
  parseLockRecord,
  staleAfterMillis,
  type LockRecord,
} from '../../../src/store/lock/lockRecord.js';

const now = Date.parse('2026-03-01T12:00:00.250Z');
const nowSeconds = Math.floor(now / 1000);
const fileTime = now - 5000;

/** As vibe-ticket writes it. */
const foreign: LockRecord = { holder_id: 'h', pid: 12345, acquired_at: nowSeconds - 7, operation: 'save_ticket' };

function isStale(record: LockRecord | null, changed = fileTime): boolean {
  return now - lockTime(record, changed, now) > staleAfterMillis;
}

describe('the record of a lock', () => {
  it('says who holds it, in seconds and not in milliseconds', () => {
    const record = makeLockRecord('h', 'save_ticket', now);
    expect(record).toMatchObject({
      holder_id: 'h',
      pid: process.pid,
      acquired_at: nowSeconds,
      operation: 'save_ticket',
      host: hostname(),
    });
  });

  it('is written as serde_json writes it', () => {
    expect(formatLockRecord(foreign)).toBe(
      `{\n  "holder_id": "h",\n  "pid": 12345,\n  "acquired_at": ${String(nowSeconds - 7)},\n  "operation": "save_ticket"\n}`,
    );
  });

  it('comes back as it was written', () => {
    const record = makeLockRecord('h', 'save_ticket', now);
    expect(parseLockRecord(formatLockRecord(record))).toEqual(record);
    expect(parseLockRecord(formatLockRecord(foreign))).toEqual(foreign);
  });

  it('may lack the operation, and holds more than we know', () => {
    expect(parseLockRecord('{"holder_id":"h","pid":1,"acquired_at":2,"later":{}}')).toEqual({
      holder_id: 'h',
      pid: 1,
      acquired_at: 2,
      operation: null,
    });
    expect(parseLockRecord('{"holder_id":"h","pid":1,"acquired_at":2,"operation":null}')?.operation).toBeNull();
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '"h"',
    '12',
    '{"holder_id": "h", "pid": 1, "acquired_a',
    '{"pid":1,"acquired_at":2}',
    '{"holder_id":1,"pid":1,"acquired_at":2}',
    '{"holder_id":"h","pid":"1","acquired_at":2}',
    '{"holder_id":"h","pid":1}',
    '{"holder_id":"h","pid":1,"acquired_at":2.5}',
    '{"holder_id":"h","pid":-1,"acquired_at":2}',
    '{"holder_id":"h","pid":1,"acquired_at":1e300}',
  ])('is not seen in %j', (text) => {
    expect(parseLockRecord(text)).toBeNull();
  });

  it('is sought in any text without a fault', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(() => parseLockRecord(text)).not.toThrow();
      }),
    );
  });
});

describe('the time by which a lock is judged', () => {
  it('is what it says, not that of the file', () => {
    expect(lockTime(foreign, 0, now)).toBe((nowSeconds - 7) * 1000);
  });

  it.each([
    [29, false],
    [31, true],
    [86_400, true],
  ])('makes a lock of %d seconds stale: %s', (age, stale) => {
    expect(isStale({ ...foreign, acquired_at: nowSeconds - age })).toBe(stale);
  });

  it('is that of the file where the record cannot be read', () => {
    expect(isStale(null, now - staleAfterMillis)).toBe(false);
    expect(isStale(null, now - staleAfterMillis - 1)).toBe(true);
  });

  it.each([
    ['an hour ahead', nowSeconds + 3600],
    ['in milliseconds', now],
  ])('is that of the file for a record whose time is %s', (_name, acquired_at) => {
    expect(lockTime({ ...foreign, acquired_at }, fileTime, now)).toBe(fileTime);
    expect(isStale({ ...foreign, acquired_at }, now - staleAfterMillis - 1)).toBe(true);
  });

  it.each([
    [29, false],
    [31, true],
    [3600, true],
  ])('is %d seconds ahead of a clock that was set back, so that it is stale: %s', (ahead, stale) => {
    expect(isStale({ ...foreign, acquired_at: nowSeconds + ahead }, now + ahead * 1000)).toBe(stale);
    expect(isStale(null, now + ahead * 1000)).toBe(stale);
  });

  it('is believed a second ahead, because a refresh is rounded up', () => {
    expect(lockTime({ ...foreign, acquired_at: nowSeconds + 1 }, 0, now)).toBe((nowSeconds + 1) * 1000);
  });
});

describe('a lock whose process has died', () => {
  // A process that has ended and was waited for; its pid is not given again so soon.
  const dead = spawnSync(process.execPath, ['--version']).pid;
  const fresh = { ...foreign, acquired_at: nowSeconds };

  it('on this host is stale at once', () => {
    expect(isStale({ ...fresh, pid: dead, host: hostname() })).toBe(true);
  });

  it('on another host, or on one that it does not name, may be alive', () => {
    expect(isStale({ ...fresh, pid: dead, host: `not-${hostname()}` })).toBe(false);
    expect(isStale({ ...fresh, pid: dead })).toBe(false);
  });

  it('is not that of a process that lives, whatever its pid', () => {
    expect(isStale(makeLockRecord('h', 'save_ticket', now))).toBe(false);
    expect(isStale({ ...fresh, pid: 4_294_967_295, host: hostname() })).toBe(false);
  });

  it.runIf(process.platform === 'linux')('is dead though its parent has not asked for its end', async () => {
    // The shell becomes another program, which knows nothing of the child, before that ends.
    const parent = spawn('sh', ['-c', 'sleep 0.5 & echo $!; exec sleep 60']);
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [pid] = (await once(parent.stdout.setEncoding('utf8'), 'data')) as [string];
    await vi.waitFor(
      () => {
        expect(isStale({ ...fresh, pid: Number(pid), host: hostname() })).toBe(true);
      },
      { timeout: 4000 },
    );
    expect(() => process.kill(Number(pid), 0)).not.toThrow();
    expect(isStale({ ...fresh, pid: parent.pid ?? 0, host: hostname() })).toBe(false);
  });

  it.runIf(process.platform === 'linux')('is told from another that has got its pid', () => {
    const record = makeLockRecord('h', 'save_ticket', now);
    expect(record.process_start).toMatch(/^\d+$/);
    expect(isStale({ ...record, process_start: '1' })).toBe(true);
  });
});
