/** The kinds of damage that `doctor` knows. */
export type FindingCode =
  | 'unparsable'
  | 'conflict-markers'
  | 'wrong-name'
  | 'duplicate-id'
  | 'duplicate-slug'
  | 'impossible-times'
  | 'dangling-relation'
  | 'waiting-cycle'
  | 'stuck-lock'
  | 'orphaned-temp-file'
  | 'unfinished-operation'
  | 'nested-store'
  | 'unfinished-git'
  | 'half-made-worktree'
  | 'missing-worktree'
  | 'lost-branch'
  | 'shared-branch'
  | 'config';

/** One thing that is wrong with a store. */
export interface Finding {
  readonly code: FindingCode;
  /** Path inside the store's folder, with slashes; absolute for what lies outside of it. */
  readonly file: string;
  /** 1-based; null when the file as a whole is at fault. */
  readonly line: number | null;
  /** What is wrong, and for what cannot be mended what to do. */
  readonly message: string;
  readonly fixable: boolean;
}
