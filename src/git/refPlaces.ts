import type { GitRunner } from './gitRunner.js';

/** A ref, and where it is checked out (git-for-each-ref(1)). */
export interface RefPlace {
  /** Full name, such as `refs/heads/main`. */
  readonly name: string;
  /** Id of the commit; that of an annotated tag's commit. */
  readonly id: string;
  /** Full name of the ref that it stands for; null for a plain one. */
  readonly symref: string | null;
  /** Full name of the remote-tracking branch that it follows; null for none. */
  readonly upstream: string | null;
  /** Path of the worktree that has it checked out, which may be gone; null where none has. */
  readonly worktree: string | null;
}

const fields = ['%(refname)', '%(objectname)', '%(*objectname)', '%(symref)', '%(upstream)', '%(worktreepath)'];

/**
 * The refs that match, without what costs a walk through the history.
 * @param patterns as for `listRefs`
 */
export async function listRefPlaces(
  runner: GitRunner,
  folder: string,
  patterns: readonly string[],
): Promise<RefPlace[]> {
  const { stdout } = await runner.run(folder, ['for-each-ref', `--format=${fields.join('%00')}`, ...patterns]);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', id = '', peeled, symref, upstream, worktree] = line.split('\0');
      return { name, id: said(peeled) ?? id, symref: said(symref), upstream: said(upstream), worktree: said(worktree) };
    });
}

function said(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}
