import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { tempFolder } from '../../harness/tempStore.js';

/** Stands before git on this process's PATH until the test is over, and notes each call. @returns the calls so far */
export async function recordGit(): Promise<() => Promise<string[]>> {
  const folder = await tempFolder();
  const log = path.join(folder, 'calls');
  const before = process.env['PATH'] ?? '';
  const wrapper = `#!/bin/sh\necho "$*" >> '${log}'\nPATH='${before}' exec git "$@"\n`;
  await writeFile(path.join(folder, 'git'), wrapper);
  await chmod(path.join(folder, 'git'), 0o755);
  process.env['PATH'] = `${folder}${path.delimiter}${before}`;
  onTestFinished(() => {
    process.env['PATH'] = before;
  });
  return async () => (await readFile(log, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
}
