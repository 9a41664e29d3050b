import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** How long is waited for the git of a dead process, milliseconds. */
const patienceMillis = 5000;

/**
 * Whether some git is running, whoever started it, with all of these words among its arguments: one whose parent has
 * died goes on. Read from the process table, which only Linux shows as files.
 * @returns null where nobody can tell
 */
export async function isGitRunningWith(words: readonly string[]): Promise<boolean | null> {
  if (process.platform !== 'linux') return null;
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const id of ids) {
    // One that has ended meanwhile, or is not ours to look at.
    const line = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
    const args = line.split('\0');
    if (words.every((word) => args.includes(word))) return true;
  }
  return false;
}

/**
 * Waits for a git whose caller may have died, though not for ever.
 * @param words see {@link isGitRunningWith}
 * @returns whether it is running still; null where nobody can tell, which is not waited for
 */
export async function outlastGit(words: readonly string[]): Promise<boolean | null> {
  const deadline = performance.now() + patienceMillis;
  for (;;) {
    const isRunning = await isGitRunningWith(words);
    if (isRunning !== true || performance.now() > deadline) return isRunning;
    await delay(20);
  }
}
