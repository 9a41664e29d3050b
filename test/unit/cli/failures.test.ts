import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { asTicketreeError } from '../../../src/cli/failures.js';
import { TicketreeError } from '../../../src/domain/errors.js';

describe('what was thrown', () => {
  it('stays as it is where it is ours already', () => {
    const error = new TicketreeError('no_store', 'None.', 'Make one.');
    expect(asTicketreeError(error)).toBe(error);
  });

  it('becomes a sentence with the suggestion in the hint where the command line was not understood', () => {
    const message = "error: unknown command 'lst'\n(Did you mean one of last, list?)";
    expect(asTicketreeError(new CommanderError(1, 'commander.unknownCommand', message))).toMatchObject({
      code: 'usage',
      message: "Unknown command 'lst'.",
      hint: expect.stringMatching(/^Did you mean one of last, list\? See `ticketree --help`/) as unknown,
    });
  });

  it('keeps what was typed, lines and all', () => {
    const message = "error: unknown option '--a\nb'";
    expect(asTicketreeError(new CommanderError(1, 'commander.unknownOption', message)).message).toBe(
      "Unknown option '--a\nb'.",
    );
  });

  it('is a fault of ours where it is anything else', () => {
    expect(asTicketreeError(new TypeError('x is undefined'))).toMatchObject({ code: 'internal' });
    expect(asTicketreeError('thrown text')).toMatchObject({ code: 'internal' });
  });
});
