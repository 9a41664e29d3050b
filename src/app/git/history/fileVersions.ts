import { TicketreeError } from '../../../domain/errors.js';
import { requireRepository, type GitContext } from '../gitContext.js';

/** Which version of a file: of a commit, or one of the three that are in conflict in a worktree's index. */
export type FileVersion =
  | { readonly kind: 'commit'; readonly commit: string }
  | { readonly kind: 'stage'; readonly worktree: string; readonly stage: 1 | 2 | 3 };

/**
 * The text of a file as git keeps it.
 * @param path relative to the root, with `/`
 * @returns '' where that version has no such file
 * @throws TicketreeError
 */
export async function fileVersion(context: GitContext, path: string, version: FileVersion): Promise<string> {
  const { checkout } = await requireRepository(context);
  const [folder, object] =
    version.kind === 'commit'
      ? [checkout, `${commitId(version.commit)}:${path}`]
      : [version.worktree, `:${version.stage}:${path}`];
  // A version without the file is no failure: it was added, or deleted.
  const { code, stdout } = await context.runner.run(folder, ['cat-file', 'blob', object], { accept: [128] });
  return code === 0 ? stdout : '';
}

/** A commit comes from an address that anybody may have made. */
function commitId(text: string): string {
  if (/^[\da-f]{7,64}$/.test(text)) return text;
  throw new TicketreeError(
    'ref_not_found',
    `${text} is no id of a commit.`,
    'Look at the changes of the ticket again.',
  );
}
