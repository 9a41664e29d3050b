import { nextRedo, nextUndo, type Scope } from '../domain/history.js';
import type { JournalEntry, TicketRecord } from '../domain/operation.js';
import type { Journal, JournalMark } from '../store/journal/journal.js';
import { Turns } from '../util/turns.js';
import { updatedTimes } from './updatedTimes.js';

/** What the journal says of undo, redo and the last edits, kept at hand: a look costs as much as what is new. */
export class HistoryFollower {
  private mark: JournalMark | null = null;
  private entries: JournalEntry[] = [];
  private readonly times = new Map<string, number>();
  private undoable: JournalEntry | null = null;
  private redoable: JournalEntry | null = null;
  private readonly turns = new Turns();

  /** @param scope whose operations undo and redo walk through */
  constructor(
    private readonly journal: Journal,
    private readonly scope: () => Promise<Scope>,
  ) {}

  /** What undo would take back, without the texts of tickets. */
  get undo(): JournalEntry | null {
    return this.undoable;
  }

  /** What redo would make again. */
  get redo(): JournalEntry | null {
    return this.redoable;
  }

  /** When a ticket was last edited, milliseconds since the epoch, as far as the journal tells. */
  updated(id: string): number | undefined {
    return this.times.get(id);
  }

  /**
   * Looks at what was added since the last time. Calls take turns.
   * @returns ids of the tickets whose time is another now
   * @throws TicketreeError `store_damaged`
   */
  refresh(): Promise<readonly string[]> {
    return this.turns.run(() => this.refreshNow());
  }

  private async refreshNow(): Promise<readonly string[]> {
    const { entries, mark, isWhole } = await this.journal.since(this.mark);
    this.mark = mark;
    if (entries.length === 0 && !isWhole) return [];
    const scope = await this.scope();
    const kept = entries.filter((entry) => scope(entry) || (entry.undoes ?? entry.redoes) !== undefined);
    this.entries = [...(isWhole ? [] : this.entries), ...kept.map(withoutTexts)];
    this.undoable = nextUndo(this.entries, scope) ?? null;
    this.redoable = nextRedo(this.entries, scope)?.original ?? null;
    return this.noteTimes(updatedTimes(entries));
  }

  private noteTimes(times: ReadonlyMap<string, number>): string[] {
    const changed = [...times].filter(([id, time]) => this.times.get(id) !== time);
    for (const [id, time] of changed) this.times.set(id, time);
    return changed.map(([id]) => id);
  }
}

/** Whole files, and all that was changed in them, are not for keeping. */
function withoutTexts(entry: JournalEntry): JournalEntry {
  const light = (record: TicketRecord): TicketRecord =>
    record.kind === 'update' ? { ...record, changes: [] } : { ...record, text: '' };
  return { ...entry, records: entry.records.map(light) };
}
