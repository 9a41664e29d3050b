import * as vscode from 'vscode';
import { TicketreeError } from '../../domain/errors.js';
import { type Disposable, DisposableStore } from '../../util/disposable.js';
import { commandIds, type CommandId } from '../commandIds.js';
import { showFailure } from '../ui/showFailure.js';
import { activeTicketActions } from './activeTicketActions.js';
import { gitHandlers } from '../git/gitCommands.js';
import { startTicket } from '../git/workCommands.js';
import type { CommandContext, Handler } from './commandContext.js';
import { copyTicketId, copyTicketLink, copyTicketMarkdown } from './copyTicket.js';
import { redo, undo } from './history.js';
import { initStore } from './initStore.js';
import { newTicket } from './newTicket.js';
import { quickOpen } from './quickOpen.js';
import { restoreTicket } from './restoreTicket.js';
import { searchTickets } from './searchTickets.js';
import { setField } from './setField.js';
import { switchStore } from './switchStore.js';
import {
  addTask,
  archiveTicket,
  clearActiveTicket,
  completeTicket,
  deleteTicket,
  openTicket,
  openTicketYaml,
  setActiveTicket,
  showOnBoard,
} from './ticketCommands.js';

/** Every command of the manifest. A command takes a row of the tree, a card of the board, or nothing. */
const handlers: Record<CommandId, Handler> = {
  [commandIds.init]: initStore,
  [commandIds.switchStore]: switchStore,
  [commandIds.newTicket]: newTicket,
  [commandIds.quickOpen]: quickOpen,
  [commandIds.searchTickets]: searchTickets,
  [commandIds.openTicket]: openTicket,
  [commandIds.openTicketYaml]: openTicketYaml,
  [commandIds.showOnBoard]: showOnBoard,
  [commandIds.moveTicket]: setField('status'),
  [commandIds.startTicket]: startTicket,
  [commandIds.completeTicket]: completeTicket,
  [commandIds.setPriority]: setField('priority'),
  [commandIds.setAssignee]: setField('assignee'),
  [commandIds.setTags]: setField('tags'),
  [commandIds.addTask]: addTask,
  [commandIds.archiveTicket]: archiveTicket,
  [commandIds.deleteTicket]: deleteTicket,
  [commandIds.restoreTicket]: restoreTicket,
  [commandIds.undo]: undo,
  [commandIds.redo]: redo,
  [commandIds.setActiveTicket]: setActiveTicket,
  [commandIds.clearActiveTicket]: clearActiveTicket,
  [commandIds.activeTicketActions]: activeTicketActions,
  [commandIds.copyTicketId]: copyTicketId,
  [commandIds.copyTicketLink]: copyTicketLink,
  [commandIds.copyTicketMarkdown]: copyTicketMarkdown,
  [commandIds.openBoard]: ({ boards }) => boards.open(),
  [commandIds.filterBoard]: ({ boards }) => boards.perform('filter'),
  [commandIds.showBoardKeys]: ({ boards }) => boards.perform('help'),
  [commandIds.filterTree]: ({ tickets }) => tickets.chooseFilter(),
  [commandIds.clearTreeFilter]: ({ tickets }) => tickets.clearFilter(),
  [commandIds.groupTree]: ({ tickets }) => tickets.chooseGrouping(),
  [commandIds.sortTree]: ({ tickets }) => tickets.chooseSort(),
  [commandIds.showDone]: ({ tickets }) => tickets.setDoneShown(true),
  [commandIds.hideDone]: ({ tickets }) => tickets.setDoneShown(false),
  ...gitHandlers,
  [commandIds.openSettings]: openSettings,
  [commandIds.refresh]: refresh,
  [commandIds.showLog]: ({ channel }) => {
    channel.show();
  },
};

/** Registers all commands. What one throws reaches the person in one way, and the log when it is a fault of ours. */
export function registerCommands(context: CommandContext): Disposable {
  const registered = new DisposableStore();
  for (const [id, handler] of Object.entries(handlers)) {
    registered.add(
      vscode.commands.registerCommand(id, async (argument: unknown, selection: unknown) => {
        try {
          await handler(context, { argument, selection });
        } catch (error) {
          if (!TicketreeError.is(error)) context.logger.error(`${id} failed`, error);
          showFailure(error);
        }
      }),
    );
  }
  return registered;
}

/** Looks at the disk again; where no store is open, looks for one. */
async function refresh({ session }: CommandContext): Promise<void> {
  if (session.workspace) await session.workspace.store.refresh();
  else session.start();
}

/** Shows the settings of this extension; those of the team stand in the store and are told by `ticketree config`. */
async function openSettings(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', '@ext:ticketree.ticketree');
}
