import * as vscode from 'vscode';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { priorities, type Priority, type Ticket } from '../../domain/ticket.js';
import { ticketTypes, type TicketType } from '../../domain/ticketMetadata.js';
import { TicketOverview } from '../editor/ticketOverview.js';
import { openTicketTab } from '../editor/openTicket.js';
import { askInTurn, askItem, askLine, askSome, keepAnswer, type StepAnswer } from '../ui/multiStep.js';
import { plainLabel } from '../ui/plainLabel.js';
import { priorityLabel } from '../ui/ticketLabels.js';
import { typeLabel } from '../ui/typeLabels.js';
import type { CommandContext } from './commandContext.js';
import { storeRootIn, type CommandTarget } from './ticketArgument.js';

/** What has been answered so far. */
interface Draft {
  title: string;
  type: TicketType;
  priority: Priority;
  tags: readonly string[];
}

/** Asks for a title and, each to be passed by Enter, for type, priority and tags; then writes the ticket down. */
export async function newTicket({ session, tickets }: CommandContext, target: CommandTarget): Promise<void> {
  const workspace = session.requireWritable(storeRootIn(target));
  const draft: Draft = {
    title: '',
    type: 'task',
    priority: await workspace.settings.get('project.default_priority'),
    tags: [],
  };
  if (!(await askInTurn(questions(draft, TicketOverview.of(workspace.store).tags)))) return;
  const ticket = await workspace.tickets.create({ ...draft, title: draft.title.trim() });
  await tickets.reveal(ticket.id);
  await hintAtSimilar(workspace, ticket);
}

function questions(draft: Draft, tags: readonly string[]): (() => Promise<StepAnswer<unknown>>)[] {
  const at = (step: number): { title: string; step: number; totalSteps: number } => ({
    title: vscode.l10n.t('New Ticket'),
    step,
    totalSteps: 4,
  });
  return [
    () =>
      keepAnswer(
        askLine(at(1), { value: draft.title, placeholder: vscode.l10n.t('Title'), check: checkTitle }),
        (title) => {
          draft.title = title;
        },
      ),
    () => {
      const items = ticketTypes.map((type) => ({ type, label: typeLabel(type) }));
      const chosen = items.find(({ type }) => type === draft.type);
      const placeholder = vscode.l10n.t('Type (Enter for {0})', typeLabel(draft.type));
      return keepAnswer(askItem(at(2), { items, chosen, placeholder }), ({ type }) => {
        draft.type = type;
      });
    },
    () => {
      const items = priorities.toReversed().map((priority) => ({ priority, label: priorityLabel(priority) }));
      const chosen = items.find(({ priority }) => priority === draft.priority);
      const placeholder = vscode.l10n.t('Priority (Enter for {0})', priorityLabel(draft.priority));
      return keepAnswer(askItem(at(3), { items, chosen, placeholder }), ({ priority }) => {
        draft.priority = priority;
      });
    },
    () => {
      const placeholder = vscode.l10n.t('Tags: choose or type, Enter ends');
      return keepAnswer(askSome(at(4), { known: tags, chosen: draft.tags, placeholder }), (chosen) => {
        draft.tags = chosen;
      });
    },
  ];
}

function checkTitle(text: string): string | null {
  return text.trim() === '' ? vscode.l10n.t('A title cannot be empty.') : null;
}

/** Says that the same may have been written down before. */
async function hintAtSimilar(workspace: TicketWorkspace, ticket: Ticket): Promise<void> {
  const [similar] = await workspace.tickets.similarTo(ticket);
  if (!similar) return;
  const look = vscode.l10n.t('Look at It');
  const text = vscode.l10n.t('There is an open ticket much like this one: "{0}".', plainLabel(similar.title));
  // Somebody must decide here which of the two stays.
  const chosen = await vscode.window.showInformationMessage(text, look);
  if (chosen === look) await openTicketTab(workspace, similar.id);
}
