import * as vscode from 'vscode';
import type { FinishCheck, FinishPlan, FinishRequest } from '../../app/git/finish/finishTypes.js';
import { mergeWays, type MergeWay } from '../../domain/gitSettings.js';
import { askItem, type Step, type StepAnswer } from '../ui/multiStep.js';
import { plainLabel } from '../ui/plainLabel.js';
import { closeMessage, editMessage } from './editMessage.js';
import { wayDetail, wayIcons, wayLabel } from './mergeWays.js';

type Plan = (request: FinishRequest) => Promise<FinishPlan>;

interface PlanItem extends vscode.QuickPickItem {
  readonly action?: 'finish' | 'editMessage';
}

/** What a person has chosen. */
type ChosenFinish = Pick<FinishRequest, 'way' | 'message'>;

/**
 * Shows what finishing a ticket would do, and lets the person choose the way and edit the message of the commit.
 * @param plan finds out what a finish would do
 * @param fixed the way, where there is no choice
 * @returns null when the person left
 */
export async function askFinish(plan: Plan, first: FinishPlan, fixed?: MergeWay): Promise<ChosenFinish | null> {
  for (let shown = first; ;) {
    const way = fixed ?? (await askWay(shown));
    if (way === null) return null;
    if (way !== shown.way) shown = await plan({ way });
    const steps = fixed === undefined ? 2 : 1;
    const answer = await askPlan(shown, { ...titleOf(shown), step: steps, totalSteps: steps });
    if (answer !== 'back') return answer && { way, ...answer };
  }
}

/** Whether the person wants to finish although checks speak against it. */
export async function overrules(reasons: readonly string[]): Promise<boolean> {
  const anyway = vscode.l10n.t('Finish Anyway');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Something speaks against finishing now.'),
    { modal: true, detail: reasons.map((reason) => `• ${reason}`).join('\n') },
    anyway,
  );
  return chosen === anyway;
}

async function askPlan(plan: FinishPlan, step: Step): Promise<ChosenFinish | 'back' | null> {
  for (let message = plan.message; ;) {
    const isEdited = message !== plan.message;
    const asking = askItem({ ...step, staysOpen: isEdited }, planItems(plan, message));
    // Behind the question, which has the focus then; what comes to the front would take it otherwise.
    await closeMessage(plan.ticket);
    const answer = await asking;
    if (answer === 'back') return 'back';
    if (typeof answer !== 'object') return null;
    const { action } = answer.value;
    if (action === 'finish') return message === null || !isEdited ? {} : { message };
    if (action === 'editMessage') message = (await editMessage(plan.ticket, message ?? '')) ?? message;
  }
}

function titleOf({ ticket }: FinishPlan): { title: string } {
  return { title: vscode.l10n.t('Finish: {0}', plainLabel(ticket.title)) };
}

async function askWay(plan: FinishPlan): Promise<MergeWay | null> {
  const items = mergeWays.map((way) => ({
    way,
    label: wayLabel(way),
    iconPath: new vscode.ThemeIcon(wayIcons[way]),
    detail: wayDetail(way, plan.base),
  }));
  const placeholder = vscode.l10n.t('How shall {0} come home to {1}?', plan.branch, plan.base);
  const chosen = items.find(({ way }) => way === plan.way);
  const answer: StepAnswer<(typeof items)[number]> = await askItem(
    { ...titleOf(plan), step: 1, totalSteps: 2 },
    { items, chosen, placeholder },
  );
  return typeof answer === 'object' ? answer.value.way : null;
}

function planItems(
  plan: FinishPlan,
  message: string | null,
): { items: readonly PlanItem[]; chosen: PlanItem | undefined; placeholder: string } {
  const { way, base, commits, checks, conflicts } = plan;
  const finish: PlanItem = {
    action: 'finish',
    label: conflicts.length > 0 ? vscode.l10n.t('Finish, and Resolve the Conflicts') : vscode.l10n.t('Finish'),
    iconPath: new vscode.ThemeIcon(conflicts.length > 0 ? 'git-merge' : 'check'),
    description: `${wayLabel(way)} → ${base}`,
  };
  const edit: PlanItem = {
    action: 'editMessage',
    label: vscode.l10n.t('Edit the Message…'),
    iconPath: new vscode.ThemeIcon('edit'),
    detail: plainLabel(message?.split('\n')[0] ?? ''),
  };
  const items = [
    finish,
    ...(message === null ? [] : [edit]),
    ...section(
      vscode.l10n.t('Conflicts'),
      conflicts.map((file) => ({ label: plainLabel(file), iconPath: new vscode.ThemeIcon('warning') })),
    ),
    ...section(vscode.l10n.t('Checks'), checks.map(checkItem)),
    ...section(
      vscode.l10n.t('Commits'),
      commits.map(({ id, subject, author }) => ({
        label: plainLabel(subject),
        iconPath: new vscode.ThemeIcon('git-commit'),
        description: `${id.slice(0, 8)} · ${plainLabel(author)}`,
      })),
    ),
  ];
  const placeholder = vscode.l10n.t('{0} comes home to {1}', plan.branch, base);
  return { items, chosen: finish, placeholder };
}

function section(label: string, items: readonly PlanItem[]): PlanItem[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

function checkItem({ level, says }: FinishCheck): PlanItem {
  const icon = { note: 'info', ask: 'warning', stop: 'error' }[level];
  return { label: plainLabel(says), iconPath: new vscode.ThemeIcon(icon) };
}
