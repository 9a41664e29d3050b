import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Makes a folder refuse new and changed files. Permission bits do not bind root, the immutable flag does.
 * @returns undoes it
 */
export async function makeReadOnly(folder: string): Promise<() => Promise<void>> {
  if (process.getuid?.() === 0) {
    await run('chattr', ['+i', folder]);
    return async () => {
      await run('chattr', ['-i', folder]);
    };
  }
  await chmod(folder, 0o555);
  return () => chmod(folder, 0o755);
}
