import type { StoreChange } from '../domain/change.js';
import { readActiveTickets, updateActiveTickets } from './activeTickets.js';
import type { StoreLayout } from './layout.js';
import type { OwnWrites } from './ownWrites.js';
import { refuseNewerSchema } from './schemaVersion.js';

/** The tickets that are being worked on, as they were at the last look; the first of them is *the* active one. */
export class ActiveList {
  private known: readonly string[] = [];

  constructor(
    private readonly layout: StoreLayout,
    private readonly ownWrites: OwnWrites,
  ) {}

  get ids(): readonly string[] {
    return this.known;
  }

  /**
   * Looks at the disk.
   * @returns to be called when the look is over: what became different, nothing where this process wrote meanwhile
   */
  async look(): Promise<() => StoreChange[]> {
    const ids = await readActiveTickets(this.layout);
    return () => (this.ownWrites.isOwn(this.layout.activeTickets) ? [] : this.note(ids));
  }

  /** Reads the list anew. */
  async read(): Promise<readonly string[]> {
    this.note(await readActiveTickets(this.layout));
    return this.known;
  }

  /**
   * Changes the list.
   * @param tell told of what became different, before others are
   * @throws TicketreeError `ticket_locked`, `not_writable`, `disk_full`, `store_newer`
   */
  async update(
    change: (ids: readonly string[]) => readonly string[],
    tell: (changes: readonly StoreChange[]) => void,
  ): Promise<void> {
    await refuseNewerSchema(this.layout);
    let done = (): void => undefined;
    try {
      const ids = await updateActiveTickets(this.layout, (before) => {
        done = this.ownWrites.begin([this.layout.activeTickets]);
        return change(before);
      });
      tell(this.note(ids));
    } finally {
      done();
    }
  }

  private note(ids: readonly string[]): StoreChange[] {
    if (ids.join() === this.known.join()) return [];
    this.known = ids;
    return [{ kind: 'active', ids }];
  }
}
