import * as vscode from 'vscode';
import type { ContinueRequest, FinishOutcome, FinishPlan, FinishRequest } from '../../app/git/finish/finishTypes.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { TicketreeError } from '../../domain/errors.js';
import type { MergeWay } from '../../domain/gitSettings.js';
import { plainLabel } from '../ui/plainLabel.js';
import { tell } from '../ui/tell.js';
import { askFinish, overrules } from './askFinish.js';
import { askTrust, checkRunner, untrustedCheck } from './projectCommands.js';
import { resolveConflicts, settleResolved } from './resolveConflicts.js';

/**
 * Brings the work on a ticket home: shows what would be done, lets the person choose, and does it.
 * @param way where there is no choice
 * @throws TicketreeError
 */
export async function finishWorkOn(workspace: TicketWorkspace, id: string, way?: MergeWay): Promise<void> {
  const { git } = workspace;
  const asked = await untrustedCheck(workspace);
  const plan = (request: FinishRequest): Promise<FinishPlan> =>
    working(vscode.l10n.t('Looking at the work'), () => git.planFinish(id, { runCheck: alreadyRun, ...request }));
  const shown = async (request: FinishRequest): Promise<FinishPlan> =>
    asked ? withQuestion(await plan(request)) : plan(request);
  const first = await shown(way === undefined ? {} : { way });
  const request = await askFinish(shown, first, way);
  if (!request || (asked && (request.way ?? first.way) !== 'none' && !(await settleCheck(workspace, asked)))) return;
  // What the person is asked about is as it is now; the check is run once.
  const { checks } = await plan({ ...request, runCheck: checkRunner(first) });
  const inTheWay = checks.filter(({ level }) => level === 'ask').map(({ says }) => says);
  if (inTheWay.length > 0 && !(await overrules(inTheWay))) return;
  const force = inTheWay.length > 0;
  const outcome = await working(vscode.l10n.t('Finishing'), () =>
    git.finish(id, { ...request, force, runCheck: alreadyRun }),
  );
  await tellOutcome(workspace, outcome);
}

/** The check before the merge is asked about when it is due, and not by its command in a shell. */
function withQuestion(plan: FinishPlan): FinishPlan {
  const says = vscode.l10n.t('The project has a check, which is run once you agree to it.');
  const checks = plan.checks.map((check) => (check.kind === 'checkCommand' ? { ...check, says } : check));
  return { ...plan, checks };
}

/** @returns whether to finish */
async function settleCheck(workspace: TicketWorkspace, check: Parameters<typeof askTrust>[1]): Promise<boolean> {
  return (await askTrust(workspace, check, vscode.l10n.t('Finish Without It'))) !== 'left';
}

/** Goes on with a finish whose conflicts have been resolved. @throws TicketreeError */
export async function continueFinishOf(workspace: TicketWorkspace, id: string): Promise<void> {
  const { git, store } = workspace;
  await vscode.workspace.saveAll(false);
  if (!(await settleResolved(workspace, id))) return;
  const ticket = store.get(id) ?? (await store.read(id));
  const branch = (await git.waitingFinishes()).find((each) => each.ticket === id)?.branch ?? '';
  const goOn = (request: ContinueRequest): Promise<FinishOutcome> =>
    working(vscode.l10n.t('Finishing'), () => git.continueFinish(id, request));
  try {
    await tellOutcome(workspace, await goOn({ runCheck: checkRunner({ ticket, branch }) }));
  } catch (error) {
    if (!TicketreeError.is(error, 'finish_refused')) throw error;
    if (await overrules([error.message])) {
      await tellOutcome(workspace, await goOn({ force: true, runCheck: alreadyRun }));
    }
  }
}

/** Takes a finish back that conflicts stopped. @throws TicketreeError */
export async function abortFinishOf(workspace: TicketWorkspace, id: string): Promise<void> {
  const ticket = await working(vscode.l10n.t('Taking the finish back'), () => workspace.git.abortFinish(id));
  tell('discard', vscode.l10n.t('The finish of {0} was taken back.', ticket.title));
}

async function tellOutcome(workspace: TicketWorkspace, outcome: FinishOutcome): Promise<void> {
  const { title } = outcome.ticket;
  switch (outcome.kind) {
    case 'finished':
      tell(
        'check',
        outcome.merged === null
          ? vscode.l10n.t('{0} is finished.', title)
          : vscode.l10n.t('{0} is in {1}.', title, outcome.base),
      );
      break;
    case 'conflicts':
      await resolveConflicts(workspace, outcome.ticket.id);
      break;
    case 'pullRequest':
      await openRequest(outcome.url, outcome.notes);
      break;
  }
}

function alreadyRun(): Promise<boolean> {
  return Promise.resolve(true);
}

/** @param url of the pull request, or of the page on which to open one; null where the remote has none that we know */
async function openRequest(url: string | null, notes: readonly string[]): Promise<void> {
  if (url === null) tell('cloud-upload', notes.join(' '));
  else await vscode.env.openExternal(vscode.Uri.parse(url, true));
}

/** Shows in the status bar that something takes its time. */
async function working<T>(title: string, work: () => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: plainLabel(title) }, work);
}
