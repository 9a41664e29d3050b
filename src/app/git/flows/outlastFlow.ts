import { TicketreeError } from '../../../domain/errors.js';
import { isGitRunningOf, outlastGit } from '../../../git/runningGit.js';
import { isAbandoned, nameOfFlow, type Flow } from './flowFile.js';

/**
 * Waits for the git that a dead process has left at work: it would change the same as whoever completes the flow, or takes
 * it back, and also after that.
 * @throws TicketreeError `git_locked` where it does not end
 */
export async function outlastFlow(flow: Flow): Promise<void> {
  if (!isAbandoned(flow)) return;
  const { pid } = flow.process;
  if ((await outlastGit(() => isGitRunningOf(pid))) !== true) return;
  throw new TicketreeError(
    'git_locked',
    `Process ${String(pid)} has died in the middle of ${nameOfFlow(flow)}, and its git is still at work.`,
    'Try again when that has ended.',
  );
}
