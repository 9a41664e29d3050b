import { beforeEach, describe, expect, it, vi } from 'vitest';
import { StandardStream } from '../../../src/cli/standardStream.js';

/** What the file descriptor does with each write: it takes so many bytes, or fails with a code. */
const descriptor = vi.hoisted(() => ({ answers: [] as (number | string)[], taken: [] as Buffer[], calls: 0 }));

vi.mock('node:fs', () => ({
  fstatSync: () => ({ isCharacterDevice: () => false }),
  writeSync: (_fd: number, bytes: Buffer) => {
    descriptor.calls += 1;
    const answer = descriptor.answers.shift() ?? bytes.length;
    if (typeof answer === 'string') throw Object.assign(new Error(`${answer}: no`), { code: answer });
    descriptor.taken.push(Buffer.from(bytes.subarray(0, answer)));
    return Math.min(answer, bytes.length);
  },
}));

beforeEach(() => {
  Object.assign(descriptor, { answers: [], taken: [], calls: 0 });
});

function streamOf(...answers: (number | string)[]) {
  descriptor.answers = answers;
  const failures: (string | undefined)[] = [];
  return { failures, stream: new StandardStream(1, ({ code }) => failures.push(code)) };
}

const takenText = () => Buffer.concat(descriptor.taken).toString();

describe('a pipe', () => {
  it('gets every byte, however few it takes at once', () => {
    const { stream, failures } = streamOf(1, 2, 5);
    stream.write('日本語 is long\n');
    expect(takenText()).toBe('日本語 is long\n');
    expect(failures).toEqual([]);
  });

  it('that is full is tried again', () => {
    const { stream, failures } = streamOf('EAGAIN', 3, 'EAGAIN', 'EAGAIN');
    stream.write('abcdef');
    expect(takenText()).toBe('abcdef');
    expect(failures).toEqual([]);
  });

  it('whose reader has gone is closed without a word, and not written to again', () => {
    const { stream, failures } = streamOf(2, 'EPIPE');
    stream.write('abc');
    stream.write('def');
    expect(stream.closed).toBe(true);
    expect({ text: takenText(), calls: descriptor.calls, failures }).toEqual({ text: 'ab', calls: 2, failures: [] });
  });

  it('that fails otherwise is told of once', () => {
    const { stream, failures } = streamOf('ENOSPC');
    stream.write('abc');
    stream.write('def');
    expect({ closed: stream.closed, failures }).toEqual({ closed: true, failures: ['ENOSPC'] });
  });

  it('is no terminal and has no width', () => {
    const { stream } = streamOf();
    expect({ isTTY: stream.isTTY, columns: stream.columns }).toEqual({ isTTY: false, columns: 0 });
  });
});
