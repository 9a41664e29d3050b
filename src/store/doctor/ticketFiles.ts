import { join } from 'node:path';
import type { Ticket } from '../../domain/ticket.js';
import { mapLimited } from '../../util/limiter.js';
import { electFile } from '../duplicates.js';
import type { StoreLayout } from '../layout.js';
import { readTicketFile, type TicketFile } from '../ticketFile.js';
import { listTicketFiles, storeGoneError } from '../ticketFolder.js';

/** All files of a tickets folder, as they are now. */
export interface TicketFiles {
  readonly files: ReadonlyMap<string, TicketFile>;
  /** The names of the files that hold an id, the one that counts first. */
  readonly namesOf: ReadonlyMap<string, readonly string[]>;
  /** The ticket of each id, with the file that counts. */
  readonly tickets: readonly PlacedTicket[];
}

export interface PlacedTicket {
  /** Name inside the tickets folder. */
  readonly name: string;
  readonly ticket: Ticket;
}

const readsAtOnce = 16;

/** @throws TicketreeError `no_store`, `store_damaged` */
export async function readTicketFiles(layout: StoreLayout): Promise<TicketFiles> {
  const names = listTicketFiles(layout);
  if (names === null) throw storeGoneError(layout, null);
  const files = new Map<string, TicketFile>();
  await mapLimited(names.sort(), readsAtOnce, async (name) => {
    const file = await readTicketFile(join(layout.tickets, name));
    if (file !== null) files.set(name, file);
  });
  return indexFiles(new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))));
}

function indexFiles(files: ReadonlyMap<string, TicketFile>): TicketFiles {
  const found = new Map<string, string[]>();
  for (const [name, file] of files) {
    if (file.kind === 'ticket') found.set(file.ticket.id, [...(found.get(file.ticket.id) ?? []), name]);
  }
  const namesOf = new Map<string, readonly string[]>();
  const tickets: PlacedTicket[] = [];
  for (const [id, names] of found) {
    const first = electFile(id, names);
    namesOf.set(id, [first, ...names.filter((name) => name !== first)]);
    const file = files.get(first);
    if (file?.kind === 'ticket') tickets.push({ name: first, ticket: file.ticket });
  }
  return { files, namesOf, tickets };
}

/**
 * Ids that tickets may have whose files cannot be read: by their names, and by what their texts say. A relation to one of
 * them is not dangling.
 */
export function unreadableIds({ files }: TicketFiles): Set<string> {
  const ids = new Set<string>();
  for (const [name, file] of files) {
    if (file.kind === 'ticket') continue;
    ids.add(name.slice(0, -'.yaml'.length));
    for (const [, id = ''] of file.text.matchAll(/^\W*id\W+([0-9a-f-]{36})/gim)) ids.add(id.toLowerCase());
  }
  return ids;
}
