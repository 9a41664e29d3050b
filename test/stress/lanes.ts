import { readdir, readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import type { Ticket } from '../../src/domain/ticket.js';
import { fieldsOf } from '../../src/domain/ticketMetadata.js';
import { decodeTicket } from '../../src/store/codec/decodeTicket.js';

/** Workers that do the same job one after the other, each killed before the next one begins. */
export interface Lane {
  readonly job: string;
  /** What to tell the next worker. */
  readonly args: () => readonly (string | number)[];
  /** Looks at what a killed worker has left, and what of it the next writer finishes; other lanes go on meanwhile. */
  readonly check: (printed: readonly string[]) => Promise<void>;
}

/** Numbers tickets by a field that nobody else writes: all have the last number that was printed, or all the next. */
export function counting({ store }: TicketWorkspace, field: string, tickets: readonly Ticket[]): Lane {
  const ids = tickets.map(({ id }) => id);
  let last = 0;
  return {
    job: 'count',
    args: () => [field, last + 1, ...ids],
    check: async (printed) => {
      last = Number(printed.at(-1) ?? last);
      await store.recover();
      const found = await Promise.all(ids.map((id) => readTicket(store.fileOf(id))));
      expect(found.map((ticket) => ticket && withoutFields(ticket))).toEqual(tickets.map(withoutFields));
      const numbers = new Set(found.map((ticket) => ticket && (fieldsOf(ticket)[field] ?? 0)));
      expect([[last], [last + 1]]).toContainEqual([...numbers]);
      last = Number([...numbers][0]);
    },
  };
}

/** Throws tickets away and fetches them back: all of them are there, or none, and then all lie in the trash. */
export function throwing({ store, trash }: TicketWorkspace, tickets: readonly Ticket[]): Lane {
  return {
    job: 'throwAndFetch',
    args: () => tickets.map(({ id }) => id),
    check: async () => {
      await store.recover();
      const found = await Promise.all(tickets.map(({ id }) => readTicket(store.fileOf(id))));
      const isGone = found.every((ticket) => ticket === null);
      expect(found).toEqual(isGone ? tickets.map(() => null) : tickets);
      if (!isGone) return;
      const thrown = await trash.list();
      for (const { id } of tickets) {
        const latest = thrown.find(({ ticket }) => ticket.id === id);
        expect(latest?.ticket).toEqual(tickets.find((ticket) => ticket.id === id));
        if (latest) await trash.restore(latest);
      }
    },
  };
}

/** Writes new tickets: each that was printed is there as a whole, and of those that were not at most one. */
export function writing({ store }: TicketWorkspace): Lane {
  const known = new Set<string>();
  return {
    job: 'write',
    args: () => [],
    check: async (printed) => {
      const written: string[] = [];
      for (const name of await readdir(store.layout.tickets)) {
        const ticket = name.endsWith('.yaml') ? await readTicket(`${store.layout.tickets}/${name}`) : null;
        if (ticket?.title === 'Written' && !known.has(ticket.id)) written.push(ticket.id);
      }
      expect(written).toEqual(expect.arrayContaining([...printed]));
      expect(written.length - printed.length).toBeLessThanOrEqual(1);
      for (const id of written) known.add(id);
    },
  };
}

/** What a file holds at this very moment; null where it is gone. @throws TicketFormatError when it is not whole */
async function readTicket(path: string): Promise<Ticket | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : decodeTicket(text);
}

function withoutFields({ metadata, ...ticket }: Ticket): unknown {
  return { ...ticket, metadata: { ...metadata, fields: null } };
}
