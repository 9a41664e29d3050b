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
    case 'EFBIG':
      return new TicketreeError(
        'disk_full',
        `No space is left to write ${path}.`,
        'Nothing was changed. Free some space, or raise your quota or limit, and try again.',
        { cause: error },
      );
    case 'EEXIST':
    case 'EISDIR':
    case 'ENOTDIR':
      return new TicketreeError(
        'store_damaged',
        `Cannot write ${path}: a file is in the place of a folder, or a folder in that of a file.`,
        'Nothing was changed. Move away what does not belong there, and try again.',
        { cause: error },
      );
    default:
      return error;
  }
}

/**
 * Says in words why something of the store other than a ticket cannot be read; what is no failure of the file system is
 * returned as it is.
 */
export function explainReadFailure(error: unknown, path: string): unknown {
  const code = systemCode(error);
  if (code === undefined || TicketreeError.is(error)) return error;
  return new TicketreeError(
    'store_damaged',
    `Cannot read ${path} (${code}).`,
    'Look at what lies there and who may read it; restore it from git or a backup.',
    { cause: error },
  );
}
