import { formatTimestamp } from '../domain/timestamp.js';
import { emitEntries } from './codec/emitYaml.js';
import { TicketFormatError } from './codec/ticketFormatError.js';
import { readSettingsText } from './configText.js';
import { readTextIfThere } from './files.js';
import type { StoreLayout } from './layout.js';
import { TicketreeError } from '../domain/errors.js';

/**
 * What `state.yaml` says of the project. vibe-ticket writes it at init and wants it for its `check`; its `updated_at`
 * and `ticket_count` stay as they were that day, so that nobody reads them.
 */
export interface StoreState {
  readonly name: string | null;
  readonly description: string | null;
  readonly created_at: string | null;
}

/** Null for a value, or all of them, that is missing or cannot be read. */
export async function readState(layout: StoreLayout): Promise<StoreState> {
  const values = await readValues(layout.state);
  const text = (key: string): string | null => {
    const found = values.get(key);
    return found === undefined || found.value === null ? null : found.text;
  };
  return { name: text('name'), description: text('description'), created_at: text('created_at') };
}

/** The file of a new store, byte for byte vibe-ticket's. */
export function encodeState(name: string, description: string | null, now: Date): string {
  const time = formatTimestamp(now);
  const state = { name, description, created_at: time, updated_at: time, ticket_count: 0 };
  return emitEntries(Object.entries(state), 0);
}

async function readValues(path: string): Promise<ReturnType<typeof readSettingsText>['values']> {
  try {
    return readSettingsText((await readTextIfThere(path)) ?? '').values;
  } catch (error) {
    if (error instanceof TicketFormatError || TicketreeError.is(error)) return new Map();
    throw error;
  }
}
