import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { tempFolder } from '../../harness/tempStore.js';

/** One call of `gh`. */
export interface GhCall {
  readonly args: readonly string[];
  readonly input: string;
  readonly folder: string;
}

/** How the program answers: by its first two words, such as `pr list`. Whatever else it is asked, it fails. */
export type GhAnswers = Readonly<
  Record<string, { readonly code?: number; readonly out?: string; readonly err?: string }>
>;

/**
 * A program called `gh` that notes down how it was called.
 * @returns a folder for the PATH, and what it was asked so far
 */
export async function fakeGh(answers: GhAnswers): Promise<{ bin: string; calls: () => Promise<GhCall[]> }> {
  const bin = await tempFolder();
  const log = path.join(bin, 'calls.jsonl');
  const program = `const { appendFileSync, readFileSync } = require('node:fs');
const args = process.argv.slice(2);
appendFileSync(${JSON.stringify(log)}, JSON.stringify({ args, input: readFileSync(0, 'utf8'), folder: process.cwd() }) + '\\n');
if (process.env.GH_PROMPT_DISABLED !== '1') process.exit(97);
const answer = ${JSON.stringify(answers)}[args.slice(0, 2).join(' ')] ?? { code: 98, err: 'unexpected: ' + args.join(' ') };
process.stdout.write(answer.out ?? '');
process.stderr.write(answer.err ?? '');
process.exitCode = answer.code ?? 0;
`;
  await writeFile(path.join(bin, 'gh.cjs'), program);
  await writeFile(path.join(bin, 'gh'), `#!/bin/sh\nexec '${process.execPath}' '${bin}/gh.cjs' "$@"\n`, {
    mode: 0o755,
  });
  const calls = async (): Promise<GhCall[]> =>
    (await readFile(log, 'utf8').catch(() => ''))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as GhCall);
  return { bin, calls };
}
