import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { statuses } from '../../domain/ticket.js';
import type { BoardColumn } from '../../protocol/boardMessages.js';
import { statusLabel } from '../ui/ticketLabels.js';

/** The columns as the team calls and limits them. */
export async function readColumns({ settings }: Pick<TicketWorkspace, 'settings'>): Promise<readonly BoardColumn[]> {
  const all = await settings.all();
  return statuses.map((status) => ({
    status,
    title: all.get(`board.column_names.${status}`) ?? statusLabel(status),
    wipLimit: all.get(`board.wip_limits.${status}`),
  }));
}
