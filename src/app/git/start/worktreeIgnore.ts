import { basename, dirname, join, relative, sep } from 'node:path';
import { IgnorePatterns } from '../../../domain/ignorePatterns.js';
import { addLines } from '../../../store/addLines.js';
import { makeFolder } from '../../../store/atomicFile.js';
import { readTextIfThere } from '../../../store/files.js';
import { withLock } from '../../../store/lock/fileLock.js';
import type { Repository } from '../gitContext.js';
import { isInside } from './worktreePath.js';

/**
 * Sees to it that a worktree inside of the main one does not show there as files that nobody has added: where no
 * pattern of the project covers it, it gets one in `info/exclude`, which belongs to the clone alone.
 * @throws TicketreeError
 */
export async function ignoreWorktree(worktree: string, { mainWorktree, commonDir }: Repository): Promise<void> {
  if (mainWorktree === null || !isInside(mainWorktree, worktree)) return;
  const exclude = join(commonDir, 'info', 'exclude');
  if (await isIgnored(worktree, mainWorktree, exclude)) return;
  await makeFolder(dirname(exclude));
  const line = `/${escaped(relative(mainWorktree, worktree).split(sep).join('/'))}/`;
  // Several starts may be at it; git itself never writes there.
  await withLock(join(commonDir, 'ticketree', 'exclude'), 'exclude', () => addLines(exclude, line, `${line}\n`));
}

/** As git decides it (gitignore(5)), but for the person's own `core.excludesFile`. */
async function isIgnored(path: string, root: string, exclude: string): Promise<boolean> {
  const above: string[] = [];
  for (let each = dirname(path); isInside(root, each); each = dirname(each)) above.unshift(each);
  const files = [
    { file: exclude, folder: root },
    ...above.map((folder) => ({ file: join(folder, '.gitignore'), folder })),
  ];
  let ignored = false;
  for (const { file, folder } of files) {
    const text = await readTextIfThere(file).catch(() => null);
    const patterns = new IgnorePatterns(text?.split('\n') ?? []);
    const parts = relative(folder, path).split(sep);
    // A folder above it that is ignored takes all in it along.
    const judged = parts.map((_, index) => patterns.judge(parts.slice(0, index + 1).join('/'), true));
    ignored = judged.findLast((each) => each !== null) ?? ignored;
  }
  return ignored;
}

function escaped(path: string): string {
  const spaces = / +$/.exec(basename(path))?.[0].length ?? 0;
  const plain = path.replace(/[\\*?[]/g, '\\$&');
  return spaces === 0 ? plain : `${plain.slice(0, -spaces)}${'\\ '.repeat(spaces)}`;
}
