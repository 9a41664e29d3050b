import { projectCommands } from '../trust/commandTrust.js';
import type { FinishCheck, FinishRequest } from './finishTypes.js';
import type { FinishFacts } from './finishFacts.js';
import type { GitContext } from '../gitContext.js';

/** The command that must succeed before a merge, and where it is to be run, or why it is not. */
type NamedCheck = { readonly command: string } & (
  { readonly folder: string } | { readonly folder: null; readonly why: string }
);

/**
 * Runs the command that must succeed before a merge, in the checkout of the ticket's branch, where a person has trusted it.
 * @returns what is to be said of that; nothing where there is no such command or it has succeeded
 */
export async function checkCommandOf(
  context: GitContext,
  facts: FinishFacts,
  { runCheck }: FinishRequest,
): Promise<FinishCheck[]> {
  const check = await namedCheck(context, facts);
  if (check === null) return [];
  const { command } = check;
  if (check.folder === null) return [note(`The check \`${command}\` was not run: ${check.why}.`)];
  if (runCheck === undefined) return [note(`The check \`${command}\` was not run: there is nowhere to run it.`)];
  if (await runCheck(command, check.folder, facts.branch.short)) return [];
  return [{ kind: 'checkCommand', level: 'ask', says: `The check \`${command}\` failed.` }];
}

/** The same beforehand: whether it is going to be run. */
export async function foreseenCheck(context: GitContext, facts: FinishFacts): Promise<FinishCheck[]> {
  const check = await namedCheck(context, facts);
  if (check === null) return [];
  const { command } = check;
  if (check.folder === null) return [note(`The check \`${command}\` will not be run: ${check.why}.`)];
  return [note(`The check \`${command}\` will be run first.`)];
}

async function namedCheck(context: GitContext, { checkout, way, branch }: FinishFacts): Promise<NamedCheck | null> {
  // Who trusts what is read only where there is something to trust.
  if (way === 'none' || (await context.settings.get('git.check_command')) === null) return null;
  const known = (await projectCommands(context)).find(({ key }) => key === 'git.check_command');
  if (known === undefined) return null;
  const { command, isTrusted } = known;
  if (!isTrusted) return { command, folder: null, why: 'nobody has trusted it; `ticketree trust` does' };
  if (checkout === null) return { command, folder: null, why: `${branch.short} is checked out nowhere` };
  return { command, folder: checkout.path };
}

function note(says: string): FinishCheck {
  return { kind: 'checkCommand', level: 'note', says };
}
