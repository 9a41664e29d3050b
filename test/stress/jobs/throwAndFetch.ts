import type { TicketWorkspace } from '../../../src/app/ticketWorkspace.js';

/** Throws tickets away and fetches them back, by one operation over all of them each, until it is killed. */
export async function throwAndFetch({ writer, history }: TicketWorkspace, ids: readonly string[]): Promise<void> {
  console.log('ready');
  for (;;) {
    const { entry } = await writer.delete(ids);
    if (!entry) throw new Error('nothing was thrown away');
    await history.undo(entry.id);
  }
}
