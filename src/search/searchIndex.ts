import { setImmediate } from 'node:timers/promises';
import type { Ticket } from '../domain/ticket.js';
import type { Clock } from '../util/clock.js';
import { readCacheFile, writeCacheFile } from './cacheFile.js';
import { Corpus, type CorpusPart } from './corpus.js';
import { searchCorpus, type SearchOptions, type SearchResults } from './ranking.js';
import { searchedTexts } from './searchFields.js';
import { Segment, type DocumentStamp } from './segment.js';
import { SegmentBuilder } from './segmentBuilder.js';

/** A ticket that is to be found, and the file that holds it. */
export interface SearchableTicket {
  readonly id: string;
  /** Name of the file, which no other ticket has. */
  readonly name: string;
  readonly stamp: DocumentStamp;
}

/** Reads a ticket that is not in the index as it is now; null when it has gone or is broken by now. */
export type LoadTicket = (ticket: SearchableTicket) => Promise<Ticket | null> | Ticket | null;

/**
 * Changes that are kept apart from the large segment. With more of them all is merged into a new one, which costs
 * about 100 ms with 10,000 tickets; with fewer, each process reads and indexes them by itself.
 */
const maxApart = 64;
/** Tickets that are loaded at once. */
const loadsAtOnce = 64;
/** Longest step of a file system's clock that we reckon with, milliseconds; see `settled` in store/ticketFile.ts. */
const clockStepMillis = 50;

/**
 * The full text of a store's tickets: a large segment that is cached in a file, and a small one, in memory only, with
 * what has changed since. Whoever finds the file missing, damaged or of another version makes it anew, and it may
 * vanish or be replaced at any moment.
 */
export class SearchIndex {
  private base: Segment | null = null;
  private apart = emptyPart().segment;
  private corpus = new Corpus([]);
  private isSaved = true;
  private last: Promise<void> = Promise.resolve();

  /** @param file where the large segment is cached, in a folder for caches */
  constructor(
    private readonly file: string,
    private readonly clock: Clock,
  ) {}

  /** Makes the index one of exactly these tickets, as they are now. Calls take turns. */
  refresh(tickets: Iterable<SearchableTicket>, load: LoadTicket): Promise<void> {
    const all = [...tickets];
    const refreshed = this.last.then(() => this.refreshNow(all, load));
    this.last = refreshed.catch(() => undefined);
    return refreshed;
  }

  /** Searches the tickets of the last refresh. */
  search(text: string, options: SearchOptions): SearchResults {
    return searchCorpus(this.corpus, text, options);
  }

  /**
   * Caches the index, if the file is not as good. To be called when the hits are shown: it takes a moment.
   * @returns false when the file could not be written, which costs others time and nothing else
   */
  async save(): Promise<boolean> {
    if (this.isSaved || this.base === null) return true;
    const { base } = this;
    const isWritten = await writeCacheFile(this.file, base.bytes);
    if (this.base === base) this.isSaved = isWritten;
    return isWritten;
  }

  private async refreshNow(tickets: readonly SearchableTicket[], load: LoadTicket): Promise<void> {
    const rest = new Map(tickets.map((ticket) => [ticket.name, ticket]));
    const apart = partOf(this.apart, rest);
    const base = partOf(this.loadBase(), rest);
    const fresh = [...rest.values()];
    const outdated = base.ids.filter((id) => id === null).length;
    if (Math.max(outdated, fresh.length + countLive(apart)) > maxApart) {
      this.adopt(await this.merge([base, apart], fresh, load), emptyPart());
      this.isSaved = false;
    } else if (fresh.length > 0) {
      this.adopt(base, await this.merge([apart], fresh, load));
    } else {
      this.adopt(base, apart);
    }
  }

  private loadBase(): Segment {
    if (this.base !== null) return this.base;
    const bytes = readCacheFile(this.file);
    return (bytes === null ? null : Segment.open(bytes)) ?? emptyPart().segment;
  }

  private adopt(base: CorpusPart, apart: CorpusPart): void {
    this.base = base.segment;
    this.apart = apart.segment;
    this.corpus = new Corpus([base, apart]);
  }

  private async merge(
    parts: readonly CorpusPart[],
    fresh: readonly SearchableTicket[],
    load: LoadTicket,
  ): Promise<CorpusPart> {
    const builder = new SegmentBuilder();
    for (const { segment, ids } of parts) builder.copy(segment, (document) => ids[document] != null);
    const ids = parts.flatMap((part) => part.ids.filter((id) => id !== null));
    for (let next = 0; next < fresh.length; next += loadsAtOnce) {
      const batch = fresh.slice(next, next + loadsAtOnce);
      const loaded = await Promise.all(batch.map(async (ticket) => load(ticket)));
      batch.forEach(({ id, name, stamp }, index) => {
        const ticket = loaded[index];
        if (ticket == null) return;
        builder.add({ name, stamp: this.trusted(stamp), texts: searchedTexts(ticket) });
        ids.push(id);
      });
      // Ten thousand tickets take most of a second; an editor must not stand still for it.
      await setImmediate();
    }
    return { segment: builder.build(), ids };
  }

  /** A file that was written at this very moment may change without its stamp; it is read again next time. */
  private trusted(stamp: DocumentStamp): DocumentStamp {
    const isSettled = Math.abs(this.clock().getTime() - stamp.mtimeMs) > clockStepMillis;
    return isSettled ? stamp : { ...stamp, mtimeMs: NaN };
  }
}

/** The documents of a segment that are as the tickets are now; takes these out of `rest`. */
function partOf(segment: Segment, rest: Map<string, SearchableTicket>): CorpusPart {
  const ids = segment.names.map((name, document) => {
    const ticket = rest.get(name);
    if (ticket === undefined || !segment.hasStamp(document, ticket.stamp)) return null;
    rest.delete(name);
    return ticket.id;
  });
  return { segment, ids };
}

function emptyPart(): CorpusPart {
  return { segment: new SegmentBuilder().build(), ids: [] };
}

function countLive({ ids }: CorpusPart): number {
  return ids.filter((id) => id !== null).length;
}
