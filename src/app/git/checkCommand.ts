import type { FinishCheck, FinishRequest } from './finishTypes.js';
import type { FinishFacts } from './finishFacts.js';
import type { GitContext } from './gitContext.js';

/**
 * Runs the command that must succeed before a merge, in the checkout of the ticket's branch, where it is trusted.
 * @returns what is to be said of that; nothing where there is no such command or it has succeeded
 */
export async function checkCommandOf(
  { settings }: GitContext,
  { checkout, way }: FinishFacts,
  { runCheck }: FinishRequest,
): Promise<FinishCheck[]> {
  const command = await settings.get('git.check_command');
  if (command === null || way === 'none') return [];
  if (checkout === null || runCheck === undefined) {
    return [{ kind: 'checkCommand', level: 'note', says: `The check \`${command}\` was not run.` }];
  }
  if (await runCheck(command, checkout.path)) return [];
  return [{ kind: 'checkCommand', level: 'ask', says: `The check \`${command}\` failed.` }];
}
