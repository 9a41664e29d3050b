import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { tempFolder } from '../../harness/tempStore.js';

/** What a spy does at one call. */
export interface SpyTrick {
  /** Its number, counted from one; or what its arguments look like, as in a shell's `case`, for the first of that sort. */
  readonly call: number | string;
  /** Shell text that runs before git or after it; `$PPID` is who has called. */
  readonly before?: string;
  readonly after?: string;
}

export interface GitSpy {
  /** To be added to the environment of a process, so that it finds the spy first. */
  readonly env: Record<string, string>;
  /** The arguments of each call, in the order in which they began. */
  calls(): Promise<string[]>;
}

/** Kills the process that has called git, as the system would. */
export const killCaller = 'kill -9 $PPID';

/** A `git` that counts its calls, does a trick, and is the real one otherwise. */
export async function gitSpy(trick?: SpyTrick): Promise<GitSpy> {
  const folder = await tempFolder();
  const seen = path.join(folder, 'calls');
  await mkdir(seen);
  const at = (text: string | undefined): string =>
    trick && text !== undefined ? `if [ "$hit" = yes ]; then PATH="$REAL_PATH"; ${text}; fi` : ':';
  const [of, pattern] = typeof trick?.call === 'string' ? ['"$*"', shellPattern(trick.call)] : ['$n', trick?.call ?? 0];
  // A folder is made by one process alone, so that calls at the same time are counted too.
  const script = `#!/bin/sh
REAL_PATH="\${PATH#*:}"
n=1
while ! mkdir '${seen}'/$n 2>/dev/null; do n=$((n + 1)); done
printf '%s' "$*" > '${seen}'/$n/args
case ${of} in ${pattern}) mkdir '${folder}/hit' 2>/dev/null && hit=yes ;; esac
${at(trick?.before)}
PATH="$REAL_PATH" git "$@"
code=$?
${at(trick?.after)}
exit $code
`;
  const bin = path.join(folder, 'bin');
  await mkdir(bin);
  await writeFile(path.join(bin, 'git'), script);
  await chmod(path.join(bin, 'git'), 0o755);
  return {
    env: { PATH: `${bin}:${process.env['PATH'] ?? ''}` },
    calls: async () => {
      const numbers = (await readdir(seen)).map(Number).sort((a, b) => a - b);
      return Promise.all(numbers.map((number) => readFile(path.join(seen, String(number), 'args'), 'utf8')));
    },
  };
}

function shellPattern(pattern: string): string {
  return pattern.replaceAll(' ', '\\ ');
}
