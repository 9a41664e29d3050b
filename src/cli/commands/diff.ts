import { Option, type Command } from 'commander';
import type { TicketChanges } from '../../app/git/history/ticketChanges.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { ticketArgument } from '../arguments.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { coloursOnly, plain } from '../terminalText.js';

interface DiffFlags {
  readonly stat?: boolean;
  readonly nameOnly?: boolean;
  readonly uncommitted?: boolean;
}

/** `diff` */
export function configure(command: Command): void {
  command
    .argument(...ticketArgument)
    .option('--stat', 'only how much changed in each file')
    .addOption(new Option('--name-only', 'only which files changed').conflicts('stat'))
    .option('-u, --uncommitted', 'with what is not committed yet in its worktree')
    .action(async (reference: string | undefined, flags: DiffFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async (workspace) => {
        const { id, slug } = await workspace.finder.find(reference);
        const changes = await workspace.git.ticketChanges(id, { uncommitted: flags.uncommitted === true });
        const text = session.output.isJson ? '' : await textOf(session, workspace, changes, flags);
        const body = { ticket_id: id, ticket_slug: slug, ...changes, count: changes.files.length };
        session.output.result('diff', body, () => (session.terminal.isTerminal ? coloursOnly(text) : text));
        const untracked = changes.files.filter((file) => file.untracked === true).map(({ path }) => path);
        if (untracked.length > 0 && flags.nameOnly !== true) {
          session.output.note(`Left out, since git does not track them yet: ${plain(untracked.join(', '))}`);
        }
        if (changes.files.length === 0) session.output.note(`${changes.branch} changes nothing of ${changes.base}.`);
      });
    });
  withExamples(command, ['ticketree diff', 'ticketree diff fix-login --stat', 'ticketree diff 3f2a > fix.patch']);
}

async function textOf(
  { terminal }: Session,
  { git, settings }: TicketWorkspace,
  changes: TicketChanges,
  flags: DiffFlags,
): Promise<string> {
  if (flags.nameOnly === true) return changes.files.map(({ path }) => path).join('\n');
  const isColoured = terminal.colour && (await settings.get('color')) !== 'never';
  return git.ticketDiff(changes, { form: flags.stat === true ? 'stat' : 'patch', isColoured });
}
