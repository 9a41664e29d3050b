import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exclusive } from './exclusive.mjs';
import { cache } from './paths.mjs';
import { step } from './progress.mjs';
import { run, testEnv } from './run.mjs';

/**
 * A small repository with tickets to try the extension on, made once and then kept as the person leaves it.
 * Delete the folder to have it made anew.
 * @returns {Promise<string>}
 */
export async function demoRepository() {
  const folder = path.join(cache, 'demo');
  const finished = path.join(cache, 'demo.finished');
  await exclusive('demo', async () => {
    if (existsSync(finished) && existsSync(folder)) return;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(cache, { recursive: true });
    await step('Making a demo repository', () =>
      run('node', ['out/demo.mjs', folder], { env: testEnv(), quiet: true }),
    );
    writeFileSync(finished, '');
  });
  return folder;
}
