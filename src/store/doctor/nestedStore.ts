import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../../domain/finding.js';
import { isFolder, readTextIfThere } from '../files.js';
import { explainWriteFailure } from '../fileErrors.js';
import { storeFolderName, StoreLayout } from '../layout.js';
import { ensureBackupsFolder } from '../localFolders.js';
import { readTicketFiles, type TicketFiles } from './ticketFiles.js';

/** A store inside the store, as vibe-ticket makes it when it is started there. */
export interface NestedStore {
  /** Tickets that the store around it has not, with the whole texts of their files. */
  readonly missing: readonly { readonly id: string; readonly text: string }[];
  /** Names of its files that hold something else than the store around it, or cannot be read. */
  readonly differing: readonly string[];
}

/** Null where there is none, as in nearly all stores. */
export async function readNestedStore(layout: StoreLayout, outer: TicketFiles): Promise<NestedStore | null> {
  const nested = new StoreLayout(layout.root);
  if (!isFolder(nested.root)) return null;
  const { files } = await readTicketFiles(nested);
  const missing = new Map<string, string>();
  const differing: string[] = [];
  for (const [name, file] of files) {
    const id = file.kind === 'ticket' ? file.ticket.id : null;
    const [place] = (id === null ? undefined : outer.namesOf.get(id)) ?? [];
    const isThere = place !== undefined && (await readTextIfThere(join(layout.tickets, place))) === file.text;
    if (isThere) continue;
    const isFree = place === undefined && id !== null && !outer.files.has(`${id}.yaml`) && !missing.has(id);
    if (isFree) missing.set(id, file.text);
    else differing.push(name);
  }
  return { missing: [...missing].map(([id, text]) => ({ id, text })), differing };
}

export function describeNestedStore({ missing, differing }: NestedStore): Finding {
  const begin = 'is a store inside the store, of which nobody else sees the tickets';
  const rest = `${differing.join(', ')} cannot be moved: compare with the tickets here, then remove the inner folder`;
  return {
    code: 'nested-store',
    file: storeFolderName,
    line: null,
    message: differing.length === 0 ? begin : `${begin}; ${rest}`,
    fixable: missing.length > 0 || differing.length === 0,
  };
}

/** Puts an inner store whose tickets are all here among the backups. @throws TicketreeError `not_writable` */
export async function putNestedStoreAway(layout: StoreLayout, name: string): Promise<void> {
  await ensureBackupsFolder(layout);
  const path = join(layout.backups, `nested-${name}`);
  await rename(join(layout.root, storeFolderName), path).catch((error: unknown) => {
    throw explainWriteFailure(error, path);
  });
}
