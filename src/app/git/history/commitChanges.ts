import { TicketreeError } from '../../../domain/errors.js';
import { changedFiles, type ChangedFile } from '../../../git/changedFiles.js';
import { requireRepository, type GitContext } from '../gitContext.js';

/** What one commit has changed. */
export interface CommitChanges {
  /** Id of its first parent; null for a commit that begins a history. */
  readonly before: string | null;
  readonly files: readonly ChangedFile[];
}

/** The tree that holds nothing, by the length of ids (SHA-1, SHA-256). */
const emptyTree: Readonly<Record<number, string>> = {
  40: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  64: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
};

/** @param id of a commit, whole. @throws TicketreeError `ref_not_found` */
export async function commitChanges(context: GitContext, id: string): Promise<CommitChanges> {
  const { runner } = context;
  const { checkout } = await requireRepository(context);
  const empty = emptyTree[id.length];
  if (empty === undefined || !/^[\da-f]+$/.test(id)) {
    throw new TicketreeError(
      'ref_not_found',
      `${id} is no id of a commit.`,
      'Look at the commits of the ticket again.',
    );
  }
  const found = await runner.run(checkout, ['rev-parse', '--verify', '--quiet', `${id}^1`], { accept: [1] });
  const before = found.code === 0 ? found.stdout.trim() : null;
  return { before, files: await changedFiles(runner, checkout, before ?? empty, id) };
}
