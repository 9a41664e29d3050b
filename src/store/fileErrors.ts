import { TicketreeError } from '../domain/errors.js';

/** The code that Node gives to a failed system call, such as `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * Says in words why a write failed; what is no known failure of the disk is returned as it is.
 * @param path the file or folder that was to be written
 */
export function explainWriteFailure(error: unknown, path: string): unknown {
  switch (systemCode(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new TicketreeError(
        'not_writable',
        `Cannot write to ${path}: it is read-only for you.`,
        'Nothing was changed. Change the permissions of the folder, or copy the project to where you may write.',
        { cause: error },
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new TicketreeError(
        'disk_full',
        `No space is left to write ${path}.`,
        'Nothing was changed. Free some space and try again.',
        { cause: error },
      );
    default:
      return error;
  }
}
