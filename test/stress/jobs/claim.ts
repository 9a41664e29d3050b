import { createInterface } from 'node:readline';
import type { TicketWorkspace } from '../../../src/app/ticketWorkspace.js';
import { TicketreeError } from '../../../src/domain/errors.js';

/** For each line `ID WHO` that it is sent tries to claim that ticket, and says how that went: `won`, or the error's code. */
export async function claim({ work }: TicketWorkspace): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const [id = '', who] = line.split(' ');
    process.env['TICKETREE_ME'] = who;
    try {
      await work.claim(id);
      console.log('won');
    } catch (error) {
      if (!TicketreeError.is(error)) throw error;
      console.log(error.code);
    }
  }
}
