import { TicketreeError, type ErrorCode } from '../../../src/domain/errors.js';

/** Waits for work that must be refused. @returns why */
export async function expectRefused(work: Promise<unknown>, code: ErrorCode): Promise<TicketreeError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (TicketreeError.is(error, code)) return error;
  throw new Error(`not refused with ${code}: ${String(error)}`, { cause: error });
}
