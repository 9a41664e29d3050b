import { projectCommands } from '../trust/commandTrust.js';
import type { FinishCheck, FinishRequest } from './finishTypes.js';
import type { FinishFacts } from './finishFacts.js';
import type { GitContext } from '../gitContext.js';

/**
 * Runs the command that must succeed before a merge, in the checkout of the ticket's branch, where a person has trusted it.
 * @returns what is to be said of that; nothing where there is no such command or it has succeeded
 */
export async function checkCommandOf(
  context: GitContext,
  { checkout, way, branch }: FinishFacts,
  { runCheck }: FinishRequest,
): Promise<FinishCheck[]> {
  // Who trusts what is read only where there is something to trust.
  if (way === 'none' || (await context.settings.get('git.check_command')) === null) return [];
  const known = (await projectCommands(context)).find(({ key }) => key === 'git.check_command');
  if (known === undefined) return [];
  const { command, isTrusted } = known;
  if (!isTrusted) return [notRun(command, 'nobody has trusted it; `ticketree trust` does')];
  if (checkout === null) return [notRun(command, `${branch.short} is checked out nowhere`)];
  if (runCheck === undefined) return [notRun(command, 'there is nowhere to run it')];
  if (await runCheck(command, checkout.path, branch.short)) return [];
  return [{ kind: 'checkCommand', level: 'ask', says: `The check \`${command}\` failed.` }];
}

function notRun(command: string, reason: string): FinishCheck {
  return { kind: 'checkCommand', level: 'note', says: `The check \`${command}\` was not run: ${reason}.` };
}
