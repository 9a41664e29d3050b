import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { DropAction } from './dropPlan.js';

/** Does what a drop means, each action as one operation. @throws TicketreeError */
export async function performDrop(workspace: TicketWorkspace, actions: readonly DropAction[]): Promise<void> {
  for (const action of actions) await perform(workspace, action);
}

async function perform({ tickets, work }: TicketWorkspace, action: DropAction): Promise<void> {
  switch (action.kind) {
    case 'status':
      await tickets.moveAll(action.ids, action.status);
      break;
    case 'place':
      await tickets.moveAll(action.ids, action.status, { beforeId: action.beforeId });
      break;
    case 'edit':
      await tickets.editAll(action.ids, action.edit);
      break;
    case 'epic':
      if (action.epic === null) await work.leaveParent(action.ids);
      else await work.setParent(action.ids, action.epic);
      break;
  }
}
