import { expect } from 'vitest';
import { TicketreeError, type ErrorCode } from '../../../src/domain/errors.js';

/** What `work` fails with; fails the test when it does not fail, or not with that code. */
export function failureOf(work: () => unknown, code: ErrorCode): TicketreeError {
  try {
    work();
  } catch (error) {
    if (!TicketreeError.is(error)) throw error;
    expect(error.code).toBe(code);
    expect(error.hint).not.toBe('');
    return error;
  }
  throw new Error(`nothing failed, although ${code} was to be expected`);
}
