import * as vscode from 'vscode';
import { TicketreeError } from '../../domain/errors.js';
import { type Disposable, DisposableStore } from '../../util/disposable.js';
import { commandIds, type CommandId } from '../commandIds.js';
import { showFailure } from '../ui/showFailure.js';
import { activeTicketActions } from './activeTicketActions.js';
import type { CommandContext } from './commandContext.js';
import { initStore } from './initStore.js';
import { newTicket } from './newTicket.js';
import {
  clearActiveTicket,
  completeTicket,
  copyTicketId,
  openTicket,
  setActiveTicket,
  startTicket,
} from './ticketCommands.js';
import { moveTicket } from './moveTicket.js';

type Handler = (context: CommandContext, argument: unknown) => Promise<void> | void;

/** Every command of the manifest. A command takes a row of the tree, a card of the board, or nothing. */
const handlers: Record<CommandId, Handler> = {
  [commandIds.init]: initStore,
  [commandIds.newTicket]: newTicket,
  [commandIds.openTicket]: openTicket,
  [commandIds.moveTicket]: moveTicket,
  [commandIds.startTicket]: startTicket,
  [commandIds.completeTicket]: completeTicket,
  [commandIds.setActiveTicket]: setActiveTicket,
  [commandIds.clearActiveTicket]: clearActiveTicket,
  [commandIds.activeTicketActions]: activeTicketActions,
  [commandIds.copyTicketId]: copyTicketId,
  [commandIds.openBoard]: ({ boards }) => boards.open(),
  [commandIds.refresh]: refresh,
  [commandIds.showDone]: ({ tickets }) => tickets.setDoneShown(true),
  [commandIds.hideDone]: ({ tickets }) => tickets.setDoneShown(false),
  [commandIds.showLog]: ({ channel }) => {
    channel.show();
  },
};

/** Registers all commands. What one throws reaches the person in one way, and the log when it is a fault of ours. */
export function registerCommands(context: CommandContext): Disposable {
  const registered = new DisposableStore();
  for (const [id, handler] of Object.entries(handlers)) {
    registered.add(
      vscode.commands.registerCommand(id, async (argument: unknown) => {
        try {
          await handler(context, argument);
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
