import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Input } from '../../../src/cli/input.js';

function inputOf(chunks: readonly (string | Buffer)[], { isTTY = false, json = false } = {}) {
  const stdin = Object.assign(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), { isTTY });
  const stderr = Object.assign(new PassThrough(), { isTTY });
  return { stderr, input: new Input({ stdin, stderr }, json) };
}

describe('a long text', () => {
  it('is the value itself, and nothing is read', async () => {
    const { input } = inputOf(['unread']);
    expect(await input.longText('text')).toBe('text');
    expect(await input.longText('')).toBe('');
    expect(await input.longText(undefined)).toBeUndefined();
    expect(await input.longText('-')).toBe('unread');
  });

  it('for "-" is all of standard input, without its last line end', async () => {
    const bytes = Buffer.from('日本\r\n\n👩‍👩‍👧\n\n');
    // Characters may come in pieces.
    const { input } = inputOf([bytes.subarray(0, 1), bytes.subarray(1, 12), bytes.subarray(12)]);
    expect(await input.longText('-')).toBe('日本\r\n\n👩‍👩‍👧\n');
    expect(await inputOf(['a\r\n']).input.longText('-')).toBe('a');
    expect(await inputOf([]).input.longText('-')).toBe('');
    expect(await inputOf(['\ufeffa']).input.longText('-')).toBe('a');
  });

  it('can be asked of standard input once', async () => {
    const { input } = inputOf(['a']);
    await input.longText('-');
    await expect(input.longText('-')).rejects.toMatchObject({ code: 'usage' });
  });

  it('must be UTF-8, of 10 MB at most', async () => {
    await expect(inputOf([Buffer.from([0x61, 0xff])]).input.longText('-')).rejects.toMatchObject({
      code: 'invalid_value',
    });
    const megabyte = 'x'.repeat(1024 * 1024);
    expect(await inputOf(Array.from({ length: 10 }, () => megabyte)).input.longText('-')).toHaveLength(
      10 * 1024 * 1024,
    );
    const endless = Array.from({ length: 11 }, () => megabyte);
    await expect(inputOf(endless).input.longText('-')).rejects.toMatchObject({ code: 'invalid_value' });
  });

  it('at a terminal says how to end it', async () => {
    const { input, stderr } = inputOf(['typed\n'], { isTTY: true });
    expect(await input.longText('-')).toBe('typed');
    expect(String(stderr.read())).toContain('Ctrl+D');
  });
});

describe('consent', () => {
  it('that the command line gives asks nothing', async () => {
    const { input, stderr } = inputOf([], { isTTY: true });
    await input.consent('Delete 3 tickets?', true, '--yes');
    expect(stderr.read()).toBeNull();
  });

  it.each(['y\n', 'Y\n', 'yes\n', ' Yes \n'])('is given by %j, and the question stands on stderr', async (answer) => {
    const { input, stderr } = inputOf([answer], { isTTY: true });
    await input.consent('Delete 3 tickets?', false, '--yes');
    expect(String(stderr.read())).toContain('Delete 3 tickets? [y/N]');
  });

  it.each([['n\n'], ['\n'], ['yesterday\n'], ['']])('is not given by %j', async (answer) => {
    const { input } = inputOf(answer === '' ? [] : [answer], { isTTY: true });
    await expect(input.consent('Delete?', undefined, '--yes')).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('where nobody can be asked is refused, naming the option', async () => {
    for (const where of [{}, { isTTY: true, json: true }]) {
      const { input, stderr } = inputOf(['y\n'], where);
      await expect(input.consent('Delete?', false, '--force')).rejects.toMatchObject({
        code: 'usage',
        hint: expect.stringContaining('--force') as unknown,
      });
      expect(stderr.read()).toBeNull();
    }
  });
});
