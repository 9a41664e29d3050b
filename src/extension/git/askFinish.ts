import * as vscode from 'vscode';
import type { FinishCheck, FinishPlan, FinishRequest } from '../../app/git/finishTypes.js';
import { mergeWays, type MergeWay } from '../../domain/gitSettings.js';
import { askItem, type Step, type StepAnswer } from '../ui/multiStep.js';
import { plainLabel } from '../ui/plainLabel.js';
import { editMessage } from './editMessage.js';
import { wayDetail, wayIcons, wayLabel } from './mergeWays.js';

type Plan = (request: FinishRequest) => Promise<FinishPlan>;

interface PlanItem extends vscode.QuickPickItem {
  readonly action?: 'finish' | 'editMessage';
}

/**
 * Shows what finishing a ticket would do, way by way, and lets the person choose and edit the message of the commit.
 * @param plan finds out what a finish would do
 * @returns null when the person left
 */
export async function askFinish(plan: Plan, first: FinishPlan): Promise<FinishRequest | null> {
  let shown = first;
  let message: string | null = null;
  for (;;) {
    const way = await askWay(shown);
    if (way === null) return null;
    if (way !== shown.way) shown = await plan({ way });
    for (;;) {
      const answer = await askItem(step(2, shown), planItems(shown, message ?? shown.message));
      if (answer === 'back') break;
      if (typeof answer !== 'object') return null;
      const { action } = answer.value;
      if (action === 'editMessage') {
        message = (await editMessage(shown.ticket, message ?? shown.message ?? '')) ?? message;
      }
      if (action !== 'finish') continue;
      if (!(await overrules(shown.checks))) return null;
      const force = shown.checks.some(({ level }) => level === 'ask');
      return { way, force, ...(message === null ? {} : { message }) };
    }
  }
}

function step(at: number, { ticket }: FinishPlan): Step {
  return { title: vscode.l10n.t('Finish: {0}', plainLabel(ticket.title)), step: at, totalSteps: 2 };
}

async function askWay(plan: FinishPlan): Promise<MergeWay | null> {
  const items = mergeWays.map((way) => ({
    way,
    label: `$(${wayIcons[way]}) ${wayLabel(way)}`,
    detail: wayDetail(way, plan.base),
  }));
  const placeholder = vscode.l10n.t('How shall {0} come home to {1}?', plan.branch, plan.base);
  const chosen = items.find(({ way }) => way === plan.way);
  const answer: StepAnswer<(typeof items)[number]> = await askItem(step(1, plan), { items, chosen, placeholder });
  return typeof answer === 'object' ? answer.value.way : null;
}

function planItems(
  plan: FinishPlan,
  message: string | null,
): { items: readonly PlanItem[]; chosen: PlanItem | undefined; placeholder: string } {
  const { way, base, commits, checks, conflicts } = plan;
  const finish: PlanItem = {
    action: 'finish',
    label: `$(${conflicts.length > 0 ? 'git-merge' : 'check'}) ${
      conflicts.length > 0 ? vscode.l10n.t('Finish, and Resolve the Conflicts') : vscode.l10n.t('Finish')
    }`,
    description: `${wayLabel(way)} → ${base}`,
  };
  const edit: PlanItem = {
    action: 'editMessage',
    label: `$(edit) ${vscode.l10n.t('Edit the Message…')}`,
    detail: plainLabel(message?.split('\n')[0] ?? ''),
  };
  const items = [
    finish,
    ...(message === null ? [] : [edit]),
    ...section(
      vscode.l10n.t('Conflicts'),
      conflicts.map((file) => ({ label: `$(warning) ${plainLabel(file)}` })),
    ),
    ...section(vscode.l10n.t('Checks'), checks.map(checkItem)),
    ...section(
      vscode.l10n.t('Commits'),
      commits.map(({ id, subject, author }) => ({
        label: `$(git-commit) ${plainLabel(subject)}`,
        description: `${id.slice(0, 8)} · ${plainLabel(author)}`,
      })),
    ),
  ];
  const placeholder = vscode.l10n.t('{0} commits of {1}, {2} conflicts', commits.length, plan.branch, conflicts.length);
  return { items, chosen: finish, placeholder };
}

function section(label: string, items: readonly PlanItem[]): PlanItem[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

function checkItem({ level, says }: FinishCheck): PlanItem {
  const icon = { note: 'info', ask: 'warning', stop: 'error' }[level];
  return { label: `$(${icon}) ${plainLabel(says)}` };
}

/** Whether the person wants to finish although checks speak against it. */
async function overrules(checks: readonly FinishCheck[]): Promise<boolean> {
  const inTheWay = checks.filter(({ level }) => level === 'ask');
  if (inTheWay.length === 0) return true;
  const anyway = vscode.l10n.t('Finish Anyway');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Something speaks against finishing now.'),
    { modal: true, detail: inTheWay.map(({ says }) => `• ${says}`).join('\n') },
    anyway,
  );
  return chosen === anyway;
}
