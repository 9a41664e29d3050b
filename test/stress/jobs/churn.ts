import type { TicketWorkspace } from '../../../src/app/ticketWorkspace.js';
import { TicketreeError } from '../../../src/domain/errors.js';
import { randomNumbers } from '../random.js';

/** More than the system reads or writes at once. */
const filling = `${'x'.repeat(1000)}\n`.repeat(16);

/** What one write puts into a ticket: the same mark in two places far apart. */
export function markedTicket(mark: string): { readonly title: string; readonly description: string } {
  return { title: mark, description: `${mark}\n${filling}${mark}` };
}

/**
 * Creates, edits and deletes tickets for some seconds. Prints `written ID MARK` and `deleted ID` for what it has done.
 * @param args name, seconds, how many tickets are never deleted, and the ids of all, those first
 */
export async function churn({ tickets, writer }: TicketWorkspace, args: readonly string[]): Promise<void> {
  const [who = '', seconds = '0', kept = '0', ...ids] = args;
  const random = randomNumbers(Number(who));
  const pick = (from: number): string => ids[from + Math.floor(random() * (ids.length - from))] ?? '';
  const end = Date.now() + Number(seconds) * 1000;
  for (let number = 0; Date.now() < end; number++) {
    const mark = `w${who}-${number}`;
    const chance = random();
    try {
      if (chance < 0.15) {
        const { id } = await tickets.create(markedTicket(mark));
        ids.push(id);
        console.log(`written ${id} ${mark}`);
      } else if (chance < 0.3) {
        const id = pick(Number(kept));
        await writer.delete([id]);
        console.log(`deleted ${id}`);
      } else {
        const id = pick(0);
        await tickets.edit(id, markedTicket(mark));
        console.log(`written ${id} ${mark}`);
      }
    } catch (error) {
      // Another one has deleted it.
      if (!TicketreeError.is(error, 'ticket_not_found')) throw error;
    }
  }
}
