import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Output } from '../../../src/cli/output.js';
import { TicketreeError } from '../../../src/domain/errors.js';
import { anyText } from './anyText.js';

function outputOf({ json = false, isTTY = false } = {}) {
  const written = { stdout: '', stderr: '' };
  const stdout = { closed: false, write: (text: string) => void (written.stdout += text) };
  const stderr = { isTTY, write: (text: string) => void (written.stderr += text) };
  return { written, stdout, output: new Output(json, { stdout, stderr }) };
}

describe('a result', () => {
  it('is one document for a program, and a text for a person', () => {
    const forProgram = outputOf({ json: true });
    forProgram.output.result('tickets', { count: 0 }, () => 'none');
    expect(JSON.parse(forProgram.written.stdout)).toEqual({ schemaVersion: 1, kind: 'tickets', count: 0 });
    const forPerson = outputOf();
    forPerson.output.result('tickets', { count: 0 }, () => 'no tickets');
    expect(forPerson.written.stdout).toBe('no tickets\n');
    forPerson.output.result('tickets', {}, () => '');
    expect(forPerson.written.stdout).toBe('no tickets\n');
  });

  it('as JSON says any text exactly, without a character that steers a terminal', () => {
    // eslint-disable-next-line no-control-regex -- control characters are what it looks for
    const harmful = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
    const text = fc.oneof(anyText, fc.constant('\u009b2J\u007f\u202e\u2066\u001b'));
    fc.assert(
      fc.property(text, (evil) => {
        const { output, written } = outputOf({ json: true });
        output.result('ticket', { [evil]: 1, title: evil }, () => '');
        expect(written.stdout).not.toMatch(harmful);
        expect(JSON.parse(written.stdout)).toMatchObject({ title: evil });
      }),
    );
  });

  it('of many comes a document a line', () => {
    const { output, written } = outputOf({ json: true });
    output.line('change', { id: 'a', text: 'two\nlines' }, () => 'a');
    output.line('change', { id: 'b' }, () => 'b');
    expect(
      written.stdout
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: string }).id),
    ).toEqual(['a', 'b']);
  });

  it('has no reader any more once its stream is closed', () => {
    const { output, stdout } = outputOf();
    expect(output.closed).toBe(false);
    stdout.closed = true;
    expect(output.closed).toBe(true);
  });
});

describe('what stands beside a result', () => {
  it('goes to stderr, and not at all to a program', () => {
    const forPerson = outputOf();
    forPerson.output.warn('odd');
    forPerson.output.note('more');
    expect(forPerson.written).toEqual({ stdout: '', stderr: 'warning: odd\nmore\n' });
    const forProgram = outputOf({ json: true });
    forProgram.output.warn('odd');
    forProgram.output.note('more');
    expect(forProgram.written).toEqual({ stdout: '', stderr: '' });
  });
});

describe('a failure', () => {
  it('has the exit code of its kind, and cannot steer the terminal', () => {
    const { output, written } = outputOf();
    expect(output.failure(new TicketreeError('ticket_locked', 'Held\u001b[31m.', 'Wait.'))).toBe(5);
    expect(written.stderr).toBe('error: Held\ufffd[31m.\nWait.\n');
  });
});

describe('progress', () => {
  const steps = async (output: Output) =>
    output.withProgress('Closing', 2, async (step) => {
      step();
      await Promise.resolve();
      step();
      return 'done';
    });

  it('is not drawn for a pipe or a program, and gives what the work gave', async () => {
    for (const where of [{}, { json: true, isTTY: true }]) {
      const { output, written } = outputOf(where);
      expect(await steps(output)).toBe('done');
      expect(written).toEqual({ stdout: '', stderr: '' });
    }
  });

  it('leaves the failure of the work as it is', async () => {
    const { output } = outputOf({ isTTY: true });
    await expect(output.withProgress('Closing', 1, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
