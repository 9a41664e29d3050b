import { moveCards } from '../board/moveCards.js';
import { pickForTickets } from '../board/pickForTickets.js';
import type { BoardPick } from '../../protocol/boardMessages.js';
import { askAboutChildren } from '../ui/askAboutChildren.js';
import type { CommandContext } from './commandContext.js';
import { isCard, storeRootIn, ticketsFor, type CommandTarget } from './ticketArgument.js';

/** A command that lets the person choose a value for tickets: the equal path for those who do not drag. */
export function setField(pick: BoardPick) {
  return async ({ session }: CommandContext, target: CommandTarget): Promise<void> => {
    const workspace = session.requireWritable(storeRootIn(target));
    const ids = (await ticketsFor(workspace, target)).map(({ id }) => id);
    if (ids.length === 0) return;
    const picked = await pickForTickets(workspace, pick, ids);
    if (picked?.kind === 'edit') await workspace.tickets.editAll(ids, picked.edit);
    if (picked?.kind !== 'status') return;
    if (isCard(target)) await moveCards(workspace, ids, picked.status);
    else await askAboutChildren((options) => workspace.tickets.moveAll(ids, picked.status, undefined, options));
  };
}
