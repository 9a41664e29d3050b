import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** The variable of the environment by which a git tells who has called it: the id of a process. */
export const callerVariable = 'TICKETREE_CALLER';

/** How long is waited for the git of a dead process, milliseconds. */
const patienceMillis = 5000;

/** What we call git for that changes something. What git leaves running for long, such as its daemons, is not among it. */
const changing = new Set([
  'checkout',
  'commit',
  'config',
  'merge',
  'read-tree',
  'rebase',
  'switch',
  'symbolic-ref',
  'update-index',
  'update-ref',
  'worktree',
]);

/**
 * Whether a git is changing something that a process had called: it goes on when its caller dies. Read from the process
 * table, which only Linux shows as files.
 * @param caller id of the process
 * @returns null where nobody can tell
 */
export async function isGitRunningOf(caller: number): Promise<boolean | null> {
  const mark = `${callerVariable}=${String(caller)}`;
  return isAnyProcess(async (folder) => {
    if (!isChangingGit(await wordsIn(`${folder}/cmdline`))) return false;
    return (await wordsIn(`${folder}/environ`)).includes(mark);
  });
}

/**
 * Whether a git is changing something in a worktree, whoever started it.
 * @returns null where nobody can tell
 */
export async function isGitRunningIn(worktree: string): Promise<boolean | null> {
  const place = await realpath(worktree);
  return isAnyProcess(async (folder) => {
    if (!isChangingGit(await wordsIn(`${folder}/cmdline`))) return false;
    return (await readlink(`${folder}/cwd`).catch(() => '')) === place;
  });
}

/**
 * Whether some git is running, whoever started it, with all of these words among its arguments.
 * @returns null where nobody can tell
 */
export async function isGitRunningWith(words: readonly string[]): Promise<boolean | null> {
  return isAnyProcess(async (folder) => {
    const args = await wordsIn(`${folder}/cmdline`);
    // Our own command may have the same words.
    return isGit(args) && words.every((word) => args.includes(word));
  });
}

/**
 * Waits for a git whose caller may have died, though not for ever.
 * @param isRunning as {@link isGitRunningOf} tells it
 * @returns whether it is running still; null where nobody can tell, which is not waited for
 */
export async function outlastGit(isRunning: () => Promise<boolean | null>): Promise<boolean | null> {
  const deadline = performance.now() + patienceMillis;
  for (;;) {
    const answer = await isRunning();
    if (answer !== true || performance.now() > deadline) return answer;
    await delay(20);
  }
}

/**
 * Whether there is such a process on this machine.
 * @param isMeant gets its folder (proc(5))
 * @returns null where nobody can tell
 */
export async function isAnyProcess(isMeant: (folder: string) => Promise<boolean>): Promise<boolean | null> {
  if (process.platform !== 'linux') return null;
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const id of ids) if (await isMeant(`/proc/${id}`)) return true;
  return false;
}

function isChangingGit(args: readonly string[]): boolean {
  return isGit(args) && args.some((arg) => changing.has(arg));
}

/** Git, or a script in its place. */
function isGit(args: readonly string[]): boolean {
  return args.slice(0, 2).some((arg) => basename(arg) === 'git');
}

/** What one of these files says, word by word; nothing of a process that has ended meanwhile, or is not ours to look at. */
export async function wordsIn(file: string): Promise<string[]> {
  return (await readFile(file, 'utf8').catch(() => '')).split('\0');
}
