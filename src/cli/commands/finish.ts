import { Option, type Command } from 'commander';
import { TicketreeError } from '../../domain/errors.js';
import { mergeWays, type MergeWay } from '../../domain/gitSettings.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { FinishRequest } from '../../app/git/finish/finishTypes.js';
import { isInside } from '../../app/git/start/worktreePath.js';
import { withExamples } from '../examples.js';
import { printOutcome, printPlan } from '../finishResult.js';
import { printUndone, printUndoPlan } from '../finishUndone.js';
import { Session } from '../session.js';
import { setUp } from '../setUp.js';
import { plain } from '../terminalText.js';
import { printChanged } from '../ticketResult.js';

interface FinishFlags {
  readonly merge?: MergeWay;
  readonly into?: string;
  /** False for `--no-…`; left out where nothing was said. */
  readonly keepWorktree?: boolean;
  readonly keepBranch?: boolean;
  readonly message?: string | undefined;
  readonly edit?: boolean;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly continue?: boolean;
  readonly abort?: boolean;
  readonly undo?: boolean;
}

const placeholders = `
The message comes from git.commit_template, in which {title}, {slug}, {id}, {short_id}, {description}, {type},
{branch}, {base}, {commits} and {tasks} stand for what they say.`;

const notWithUndo = ['merge', 'into', 'keepWorktree', 'keepBranch', 'message', 'edit', 'continue'];

/** `finish` */
export function configure(command: Command): void {
  command
    .argument('[ticket]', 'id, first digits of the id, or slug (default: that of the branch here, else the active one)')
    .addOption(new Option('--merge <way>', 'how its work is brought home (default: as configured)').choices(mergeWays))
    .option('--into <branch>', 'the branch that it is brought into (default: the one that it came from)')
    .option('--keep-worktree', 'leave its worktree')
    .option('--keep-branch', 'leave its branch')
    .option('-m, --message <text>', 'message of the commit; - reads standard input')
    .option('-e, --edit', 'edit the message in $VISUAL or $EDITOR')
    .option('--force', 'overrule the checks that may be overruled')
    .addOption(new Option('--dry-run', 'say what would be done').conflicts(['continue', 'abort']))
    .addOption(new Option('--continue', 'go on when its conflicts are resolved').conflicts('abort'))
    .addOption(new Option('--abort', 'take back a finish that met conflicts').conflicts('undo'))
    .addOption(
      new Option('--undo', 'take back a whole finish (default: the latest of your own)').conflicts(notWithUndo),
    )
    .action(async (reference: string | undefined, flags: FinishFlags, self: Command) => {
      const session = Session.of(self);
      const message = await session.input.longText(flags.message);
      await session.withTickets(async (workspace) => {
        if (flags.undo === true) return undo(session, workspace, reference, flags);
        const { id } = await workspace.finder.find(reference ?? (await ticketHere(workspace)));
        await run(session, workspace, id, { ...flags, message });
      });
    })
    .addHelpText('after', placeholders);
  withExamples(command, [
    'ticketree finish --dry-run',
    'ticketree finish fix-login --merge rebase --into develop',
    'ticketree finish -m "Refresh the token ahead of time"',
    'ticketree finish --continue',
    'ticketree finish --undo --dry-run',
  ]);
}

async function run(session: Session, workspace: TicketWorkspace, id: string, flags: FinishFlags): Promise<void> {
  const { git, store } = workspace;
  const runCheck: FinishRequest['runCheck'] = (command, folder, branch) => {
    session.output.note(plain(`Running the check: ${command}`));
    // stdout is for what came of the finish.
    return git.runCommand(command, { folder, branch, ticketId: id, stdout: 2 });
  };
  const wishes = requestOf(flags);
  const request = { ...wishes, runCheck };
  if (flags.abort === true) {
    printChanged(session, store, 'Took back the finish of', await git.abortFinish(id));
  } else if (flags.dryRun === true) {
    // Without the check, which may change anything.
    printPlan(session.output, await git.planFinish(id, wishes));
  } else if (flags.continue === true) {
    printOutcome(session.output, await git.continueFinish(id, request));
  } else {
    const message = flags.edit === true ? await edited(workspace, id, wishes) : {};
    printOutcome(session.output, await git.finish(id, { ...request, ...message }));
  }
}

async function undo(
  session: Session,
  { git, finder }: TicketWorkspace,
  reference: string | undefined,
  { force = false, dryRun = false }: FinishFlags,
): Promise<void> {
  const { id } = await finder.find(reference ?? (await git.undo.latest()));
  if (dryRun) {
    printUndoPlan(session.output, await git.undo.plan(id, { force }));
    return;
  }
  const outcome = await git.undo.run(id, { force });
  const { ticket, worktree, branch, setupCommand } = outcome;
  const place = { worktree, branch, setupCommand, madeWorktree: worktree !== null };
  printUndone(session.output, outcome, await setUp(session, git, { ticket, place }));
}

function requestOf({ merge, into, keepWorktree, keepBranch, message, force }: FinishFlags): FinishRequest {
  return {
    ...(merge === undefined ? {} : { way: merge }),
    ...(into === undefined ? {} : { into }),
    ...(keepWorktree === undefined ? {} : { keepWorktree }),
    ...(keepBranch === undefined ? {} : { keepBranch }),
    ...(message === undefined ? {} : { message }),
    ...(force === undefined ? {} : { force }),
  };
}

/** The ticket whose work is here: that of conflicts which wait here, or of the branch. */
async function ticketHere({ git }: TicketWorkspace): Promise<string | undefined> {
  const waiting = (await git.waitingFinishes()).find(({ worktree }) => isInside(worktree, git.context.folder));
  return waiting?.ticket ?? (await git.ticketOfCheckout()) ?? undefined;
}

async function edited({ git }: TicketWorkspace, id: string, request: FinishRequest): Promise<FinishRequest> {
  const { message, way } = await git.planFinish(id, request);
  if (message === null) {
    throw new TicketreeError('usage', `A finish by ${way} makes no commit of its own.`, 'Leave --edit out.');
  }
  const { editTextInEditor } = await import('../editInEditor.js');
  return { message: await editTextInEditor(message, 'COMMIT_EDITMSG') };
}
