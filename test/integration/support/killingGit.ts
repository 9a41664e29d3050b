import { execFileSync } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { tempFolder } from '../../harness/tempStore.js';

/**
 * `instead`: the caller is killed and git never runs. `orphaned`: the caller is killed, and git goes on without it.
 * `unheard`: as orphaned, but git dies too when it wants to say something to nobody.
 * `after`: the caller is killed when git has ended.
 */
export type KillMoment = 'instead' | 'orphaned' | 'unheard' | 'after';

/** A `git` that runs the real one and, at its n-th call, kills whoever called it. */
export class KillingGit {
  private constructor(private readonly folder: string) {}

  static async make(kill: { readonly call: number; readonly moment: KillMoment } | null = null): Promise<KillingGit> {
    const folder = await tempFolder();
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    const script = `#!/bin/sh
echo "$*" >> '${folder}/calls'
calls=$(wc -l < '${folder}/calls')
if [ "$calls" -eq ${kill?.call ?? 0} ]; then
  case ${kill?.moment ?? 'never'} in
    instead) kill -9 $PPID; exit 1 ;;
    orphaned) kill -9 $PPID; sleep 0.2; '${real}' "$@" > /dev/null 2>&1; exit 1 ;;
    unheard) kill -9 $PPID; sleep 0.1; exec '${real}' "$@" ;;
    after) '${real}' "$@"; kill -9 $PPID; exit 1 ;;
  esac
fi
exec '${real}' "$@"
`;
    await writeFile(path.join(folder, 'git'), script);
    await chmod(path.join(folder, 'git'), 0o755);
    return new KillingGit(folder);
  }

  /** For the process that is to find it. */
  get env(): Record<string, string> {
    return { PATH: `${this.folder}${path.delimiter}${process.env['PATH'] ?? ''}` };
  }

  /** The command lines of all calls so far. */
  async calls(): Promise<string[]> {
    const text = await readFile(path.join(this.folder, 'calls'), 'utf8').catch(() => '');
    return text.split('\n').filter((line) => line !== '');
  }
}
