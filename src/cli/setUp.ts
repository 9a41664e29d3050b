import type { GitWork } from '../app/git/gitWork.js';
import type { StartedWork, WorkPlace } from '../app/git/start/startWork.js';
import type { Session } from './session.js';
import { plain } from './terminalText.js';

/** A worktree that may just have been made. */
interface MadeWorktree {
  readonly ticket: Pick<StartedWork['ticket'], 'id'>;
  readonly place: Pick<WorkPlace, 'madeWorktree' | 'worktree' | 'setupCommand' | 'branch'> | null;
}

/** What became of the set-up command; null where there is none. */
export interface SetUp {
  readonly outcome: 'done' | 'failed' | 'not_trusted';
  /** One sentence for a person; null where it went well. */
  readonly note: string | null;
}

/** Runs the set-up command in a new worktree, if a person has trusted it. It takes nothing back where it fails. */
export async function setUp(session: Session, git: GitWork, { ticket, place }: MadeWorktree): Promise<SetUp | null> {
  if (!place?.madeWorktree || place.worktree === null || place.setupCommand === null) return null;
  const { worktree: folder, branch, setupCommand: command } = place;
  const known = (await git.projectCommands()).find(({ key }) => key === 'git.setup_command');
  if (known?.command !== command || !known.isTrusted) {
    const note = `The set-up command was not run, because nobody has trusted it: ${command}\nTrust it with \`ticketree trust\`, then run it there.`;
    return { outcome: 'not_trusted', note };
  }
  session.output.note(plain(`Running the set-up command: ${command}`));
  // With --json stdout is for the document alone.
  const stdout = session.output.isJson ? 2 : 1;
  const isDone = await git.runCommand(command, { folder, ticketId: ticket.id, branch, stdout });
  if (isDone) return { outcome: 'done', note: null };
  return {
    outcome: 'failed',
    note: `The set-up command failed: ${command}\nAll else is done; run it again in ${folder}.`,
  };
}
