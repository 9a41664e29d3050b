import type { TicketWorkspace } from '../../../src/app/ticketWorkspace.js';

/** Writes down new tickets until it is killed, and prints the id of each. */
export async function write({ tickets }: TicketWorkspace): Promise<void> {
  console.log('ready');
  for (;;) {
    const { id } = await tickets.create({ title: 'Written' });
    console.log(id);
  }
}
