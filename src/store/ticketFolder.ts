import { readdirSync, statSync } from 'node:fs';
import { TicketreeError } from '../domain/errors.js';
import { explainReadFailure, systemCode } from './fileErrors.js';
import { isTicketFileName, type StoreLayout } from './layout.js';

/** What else lay among the tickets when this process last listed their folder, such as locks and temp files. */
const others = new Map<string, readonly string[]>();

/** Names of the ticket files; null when there is no store. @throws TicketreeError `store_damaged` */
export function listTicketFiles(layout: StoreLayout): string[] | null {
  try {
    const names = readdirSync(layout.tickets);
    const files = names.filter(isTicketFileName);
    others.set(layout.tickets, files.length === names.length ? [] : names.filter((name) => !isTicketFileName(name)));
    return files;
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw explainReadFailure(error, layout.tickets);
    // vibe-ticket and git leave an empty tickets folder out; a store without tickets is still one.
    return statSync(layout.root, { throwIfNoEntry: false }) === undefined ? null : [];
  }
}

/** Names of the other files that {@link listTicketFiles} saw last; none before that. */
export function otherFilesSeen(layout: StoreLayout): readonly string[] {
  return others.get(layout.tickets) ?? [];
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
