import { readdirSync, statSync } from 'node:fs';
import { TicketreeError } from '../domain/errors.js';
import { explainReadFailure, systemCode } from './fileErrors.js';
import { isTicketFileName, type StoreLayout } from './layout.js';

/** Names of the ticket files; null when there is no store. @throws TicketreeError `store_damaged` */
export function listTicketFiles(layout: StoreLayout): string[] | null {
  try {
    return readdirSync(layout.tickets).filter(isTicketFileName);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw explainReadFailure(error, layout.tickets);
    // vibe-ticket and git leave an empty tickets folder out; a store without tickets is still one.
    return statSync(layout.root, { throwIfNoEntry: false }) === undefined ? null : [];
  }
}

/** Says in words that a store that was there is not there any more. */
export function storeGoneError(layout: StoreLayout, cause: unknown): TicketreeError {
  return new TicketreeError(
    'no_store',
    `The store ${layout.root} is gone.`,
    'Restore the folder from git or a backup, or run `ticketree init`.',
    { cause },
  );
}
