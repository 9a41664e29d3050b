import { describe, expect, it } from 'vitest';
import { errorCodes, TicketreeError } from '../../../src/domain/errors.js';

describe('a failure', () => {
  const failure = new TicketreeError('ticket_locked', 'It is locked.', 'Wait.', { cause: 'a reason' });

  it('has a code, a kind, a sentence, a hint and a cause', () => {
    expect(failure).toBeInstanceOf(Error);
    expect(failure).toMatchObject({ code: 'ticket_locked', kind: 'locked', message: 'It is locked.', hint: 'Wait.' });
    expect(failure.cause).toBe('a reason');
  });

  it('is told from others by its class and its code', () => {
    expect(TicketreeError.is(failure)).toBe(true);
    expect(TicketreeError.is(failure, 'no_store', 'ticket_locked')).toBe(true);
    expect(TicketreeError.is(failure, 'no_store')).toBe(false);
    expect(TicketreeError.is(new Error('ticket_locked'))).toBe(false);
    expect(TicketreeError.is(null)).toBe(false);
  });

  it.each(Object.entries(errorCodes))('%s has a one-line meaning for the table', (_code, { meaning }) => {
    expect(meaning).toMatch(/^[^\n|]+\.$/);
  });
});
