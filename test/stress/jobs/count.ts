import type { TicketWorkspace } from '../../../src/app/ticketWorkspace.js';
import { applyEdit } from '../../../src/domain/edit.js';

/** Sets a field of tickets to a number and those that follow, by one operation over all of them each, until it is killed. */
export async function count({ writer }: TicketWorkspace, args: readonly string[]): Promise<void> {
  const [field = '', start = '0', ...ids] = args;
  console.log('ready');
  for (let number = Number(start); ; number++) {
    await writer.changeAll(ids, 'count', (ticket, now) => applyEdit(ticket, { fields: { [field]: number } }, now));
    console.log(number);
  }
}
