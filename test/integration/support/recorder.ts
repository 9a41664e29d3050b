import { expect, vi } from 'vitest';
import type { StoreChange, StoreChanges } from '../../../src/domain/change.js';
import type { TicketStore } from '../../../src/store/ticketStore.js';

const timeout = 15_000;

/** Everything that a store tells. */
export class Recorder {
  readonly all: StoreChanges[] = [];

  constructor(store: TicketStore) {
    store.onDidChange((changes) => this.all.push(changes));
  }

  /** Each entry in one line: "disk updated fix-login". */
  get lines(): string[] {
    return this.all.flatMap(({ origin, entries }) =>
      entries.map((entry) => `${origin} ${entry.kind} ${nameOf(entry)}`),
    );
  }

  async until(line: string): Promise<void> {
    await vi.waitFor(
      () => {
        expect(this.lines).toContain(line);
      },
      { timeout, interval: 5 },
    );
  }

  async untilCount(count: number): Promise<void> {
    await vi.waitFor(
      () => {
        expect(this.lines.length).toBeGreaterThanOrEqual(count);
      },
      { timeout, interval: 5 },
    );
  }
}

function nameOf(entry: StoreChange): string {
  switch (entry.kind) {
    case 'created':
    case 'updated':
    case 'deleted':
      return entry.ticket.title;
    case 'broken':
      return `${entry.broken.file}: ${entry.broken.reason}`;
    case 'mended':
      return entry.file;
    case 'active':
      return entry.ids.join();
    case 'store':
      return String(entry.present);
  }
}
