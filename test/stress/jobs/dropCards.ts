import type { TicketWorkspace } from '../../../src/app/ticketWorkspace.js';

/** Drops cards, one after the other, before another one, as a board does that knows what others have done so far. */
export async function dropCards({ store, tickets }: TicketWorkspace, args: readonly string[]): Promise<void> {
  const [beforeId = '', ...ids] = args;
  store.watch();
  await store.refresh();
  for (const id of ids) await tickets.moveAll([id], 'doing', { beforeId });
}
