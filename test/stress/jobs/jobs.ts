import type { TicketWorkspace } from '../../../src/app/ticketWorkspace.js';
import { addTasks } from './addTasks.js';
import { churn } from './churn.js';
import { claim } from './claim.js';
import { count } from './count.js';
import { dropCards } from './dropCards.js';
import { mark } from './mark.js';
import { rewrite } from './rewrite.js';
import { throwAndFetch } from './throwAndFetch.js';
import { write } from './write.js';

/** What a worker can be asked to do; what it has to say it prints, a line of JSON at a time. */
export type Job = (workspace: TicketWorkspace, args: readonly string[]) => Promise<void>;

export const jobs: Readonly<Record<string, Job>> = {
  addTasks,
  churn,
  claim,
  count,
  dropCards,
  mark,
  rewrite,
  throwAndFetch,
  write,
};
