import * as vscode from 'vscode';
import type { BranchChoices } from '../../app/git/start/branchChoices.js';
import type { StartRequest } from '../../app/git/start/startWork.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { isBranchName } from '../../domain/branchName.js';
import type { Ticket } from '../../domain/ticket.js';
import { plainLabel } from '../ui/plainLabel.js';
import { askInTurn, askItem, askItemOrText, keepAnswer, type Step, type StepAnswer } from '../ui/multiStep.js';

type Where = 'worktree' | 'here' | 'nothing';

/** What has been answered so far. */
interface Draft {
  where: Where;
  branch: string;
  base: string | null;
}

interface BranchItem extends vscode.QuickPickItem {
  readonly branch: string;
}

/**
 * Asks how a ticket shall be started: where, on which branch, from which base. Enter at each takes what the settings say.
 * @param worktree the one that the ticket has already; null for none
 * @returns null when the person left
 */
export async function askStart(
  { git, settings }: TicketWorkspace,
  { id, title }: Pick<Ticket, 'id' | 'title'>,
  worktree: string | null,
): Promise<StartRequest | null> {
  const choices = await git.branchChoices(id);
  const isWorktree = await settings.get('git.worktree_default');
  const draft: Draft = {
    where: isWorktree ? 'worktree' : 'here',
    branch: choices.ofTicket[0] ?? choices.suggested,
    base: null,
  };
  if (!(await askInTurn(questions(title, draft, choices, worktree)))) return null;
  if (draft.where === 'nothing') return { git: false };
  const base = draft.base === null ? {} : { base: draft.base };
  return { worktree: draft.where === 'worktree', branchName: draft.branch, ...base };
}

function questions(
  ticket: string,
  draft: Draft,
  choices: BranchChoices,
  worktree: string | null,
): (() => Promise<StepAnswer<unknown>>)[] {
  const title = vscode.l10n.t('Start: {0}', plainLabel(ticket));
  const at = (step: number): Step => ({ title, step, totalSteps: 3 });
  return [
    () =>
      keepAnswer(askWhere(at(1), draft, worktree), ({ where }) => {
        draft.where = where;
      }),
    async () => {
      if (draft.where === 'nothing') return 'skip';
      return keepAnswer(askBranch(at(2), choices), ({ branch }) => {
        draft.branch = branch;
      });
    },
    async () => {
      const isThere = choices.all.some(({ name, isRemote }) => !isRemote && name === draft.branch);
      if (draft.where === 'nothing' || isThere) return 'skip';
      return keepAnswer(askBase(at(3), choices), ({ branch }) => {
        draft.base = branch === '' ? null : branch;
      });
    },
  ];
}

function askWhere(
  step: Step,
  draft: Draft,
  worktree: string | null,
): Promise<StepAnswer<vscode.QuickPickItem & { where: Where }>> {
  const items: (vscode.QuickPickItem & { where: Where })[] = [
    {
      where: 'worktree',
      label: vscode.l10n.t('In a worktree of its own'),
      iconPath: new vscode.ThemeIcon('list-tree'),
      detail: worktree ?? vscode.l10n.t('A folder beside this one, so that what you have here stays as it is.'),
    },
    {
      where: 'here',
      label: vscode.l10n.t('Here'),
      iconPath: new vscode.ThemeIcon('git-branch'),
      detail: vscode.l10n.t('This checkout goes to the branch.'),
    },
    {
      where: 'nothing',
      label: vscode.l10n.t('Without git'),
      iconPath: new vscode.ThemeIcon('circle-slash'),
      detail: vscode.l10n.t('The ticket alone is started.'),
    },
  ];
  const placeholder = vscode.l10n.t('Where do you want to work?');
  return askItem(step, { items, chosen: items.find(({ where }) => where === draft.where), placeholder });
}

/** The branches that the ticket has come first, and the others can be found by their names. */
function askBranch(step: Step, { suggested, ofTicket, all }: BranchChoices): Promise<StepAnswer<BranchItem>> {
  const existing = ofTicket.map((branch) => ({
    ...{ branch, label: branch, iconPath: new vscode.ThemeIcon('git-branch') },
    description: vscode.l10n.t('the branch that the ticket has'),
  }));
  const fresh = (branch: string): BranchItem => ({
    ...{ branch, label: branch, iconPath: new vscode.ThemeIcon('add') },
    description: all.some(({ name }) => name === branch) ? vscode.l10n.t('exists') : vscode.l10n.t('new branch'),
  });
  return askItemOrText(step, {
    items: ofTicket.includes(suggested) ? existing : [...existing, fresh(suggested)],
    typed: (text) => (isBranchName(text) ? fresh(text) : noBranchName(text)),
    accepts: ({ branch }) => branch !== '',
    placeholder: vscode.l10n.t('On which branch? Choose, or type another name'),
  });
}

function noBranchName(text: string): BranchItem {
  const description = vscode.l10n.t('git takes no such name for a branch');
  return { branch: '', label: text, description, iconPath: new vscode.ThemeIcon('error') };
}

function askBase(step: Step, { base, all }: BranchChoices): Promise<StepAnswer<BranchItem>> {
  const usual: BranchItem = {
    branch: '',
    label: base ?? vscode.l10n.t('as the settings say'),
    description: vscode.l10n.t('the usual base'),
    iconPath: new vscode.ThemeIcon('home'),
  };
  const rest = all.filter(({ name }) => name !== base);
  const others = rest.map(({ name, subject, isRemote }) => ({
    ...{ branch: name, label: name, description: subject },
    iconPath: new vscode.ThemeIcon(isRemote ? 'cloud' : 'git-branch'),
  }));
  return askItemOrText(step, {
    items: [usual, ...others],
    typed: (text) => ({ branch: text, label: text }),
    accepts: () => true,
    placeholder: vscode.l10n.t('From where? Choose, or type a branch, a tag or a commit'),
  });
}
