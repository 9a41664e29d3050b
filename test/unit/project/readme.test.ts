import { describe, expect, it } from 'vitest';
import { errorCodes, type FailureKind } from '../../../src/domain/errors.js';
import { readText } from './projectFiles.js';

const exitCodes: Record<FailureKind, number> = { failure: 1, usage: 2, notFound: 3, conflict: 4, locked: 5 };

/** The rows of the README's table of codes: | code | exit | meaning |. */
const rows = readText('README.md')
  .split('\n')
  .map((line) => /^\| *`([a-z_]+)` *\| *(\d) *\| *(.+?) *\|$/.exec(line))
  .filter((match) => match !== null)
  .map(([, code, exit, meaning]) => ({ code, exit, meaning }));

describe('the table of codes in the README', () => {
  it.each(Object.entries(errorCodes))('has %s with its exit code and meaning', (code, { kind, meaning }) => {
    expect(rows.filter((row) => row.code === code)).toEqual([{ code, exit: String(exitCodes[kind]), meaning }]);
  });

  it('has no code that is none', () => {
    expect(rows.map(({ code }) => code).filter((code) => code === undefined || !(code in errorCodes))).toEqual([]);
  });
});
