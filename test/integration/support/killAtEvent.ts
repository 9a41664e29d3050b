import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import path from 'node:path';
import { cliEnv } from '../../harness/cli.js';
import { root } from '../../harness/paths.mjs';

/**
 * Runs the command line and kills it, without a chance to tidy up, at the n-th thing that happens in a folder.
 * @returns how many things happened
 */
export async function killAtEvent(folder: string, event: number, args: readonly string[]): Promise<number> {
  const watcher = watch(folder);
  const child = spawn(process.execPath, [path.join(root, 'dist', 'cli.js'), ...args], {
    env: cliEnv(),
    stdio: 'ignore',
  });
  let count = 0;
  watcher.on('change', () => {
    count++;
    if (count === event) child.kill('SIGKILL');
  });
  await once(child, 'close');
  watcher.close();
  return count;
}
