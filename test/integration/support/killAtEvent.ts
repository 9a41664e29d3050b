import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import path from 'node:path';
import { cliEnv } from '../../harness/cli.js';
import { root } from '../../harness/paths.mjs';

/**
 * Runs the command line and kills it, without a chance to tidy up, by what happens in a folder.
 * @param isTime told of each thing that happens, by its number and the name of the file
 * @returns how many things happened
 */
export async function killAtEvent(
  folder: string,
  isTime: (count: number, file: string) => boolean,
  args: readonly string[],
): Promise<number> {
  const watcher = watch(folder);
  const child = spawn(process.execPath, [path.join(root, 'dist', 'cli.cjs'), ...args], {
    env: cliEnv(),
    stdio: 'ignore',
  });
  let count = 0;
  watcher.on('change', (_event, file) => {
    count++;
    if (isTime(count, String(file))) child.kill('SIGKILL');
  });
  await once(child, 'close');
  watcher.close();
  return count;
}
