import type { TicketWorkspace } from '../../../src/app/ticketWorkspace.js';

/** Adds tasks `WHO-0`, `WHO-1`, … to one ticket, one operation each. */
export async function addTasks({ tickets }: TicketWorkspace, args: readonly string[]): Promise<void> {
  const [id = '', who = '', count = '0'] = args;
  for (let number = 0; number < Number(count); number++) await tickets.addTask(id, `${who}-${String(number)}`);
}
