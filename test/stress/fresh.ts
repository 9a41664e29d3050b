import { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import { systemClock } from '../../src/util/clock.js';
import { silentLogger } from '../../src/util/logger.js';

/** Opens a store for one look, of which nothing has been read before, as each command does. */
export async function withFresh<T>(project: string, work: (workspace: TicketWorkspace) => Promise<T>): Promise<T> {
  const ports = { clock: systemClock, logger: silentLogger, surface: 'cli', session: 'test' } as const;
  const workspace = await TicketWorkspace.open(project, ports);
  try {
    return await work(workspace);
  } finally {
    workspace.dispose();
  }
}
