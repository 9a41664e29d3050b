import type { StoreChanges } from '../../domain/change.js';
import { TicketGraph } from '../../domain/ticketGraph.js';
import type { TicketRow } from '../../domain/ticketRow.js';
import type { Event } from '../../util/emitter.js';

/** The store, as far as an overview of it needs it. */
export interface OverviewSource {
  readonly rows: readonly TicketRow[];
  readonly onDidChange: Event<StoreChanges>;
}

/** More names than anybody chooses from. */
const mostNames = 300;

const overviews = new WeakMap<OverviewSource, TicketOverview>();

/** What every open ticket asks of all tickets of its store; worked out when it is asked for, once a change. */
export class TicketOverview {
  private knownGraph: TicketGraph | undefined;
  private knownPeople: readonly string[] | undefined;
  private knownTags: readonly string[] | undefined;

  private constructor(private readonly source: OverviewSource) {
    // Ends with the store, whose emitter forgets its listeners.
    source.onDidChange(() => {
      this.knownGraph = this.knownPeople = this.knownTags = undefined;
    });
  }

  /** The one overview of a store. */
  static of(source: OverviewSource): TicketOverview {
    const known = overviews.get(source);
    if (known) return known;
    const made = new TicketOverview(source);
    overviews.set(source, made);
    return made;
  }

  get graph(): TicketGraph {
    return (this.knownGraph ??= new TicketGraph(this.source.rows));
  }

  /** To whom tickets are assigned, by name. */
  get people(): readonly string[] {
    return (this.knownPeople ??= names(this.source.rows.flatMap(({ assignee }) => assignee ?? [])));
  }

  get tags(): readonly string[] {
    return (this.knownTags ??= names(this.source.rows.flatMap(({ tags }) => tags)));
  }
}

/** The most frequent ones, in the order of the alphabet. */
function names(all: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of all) counts.set(name, (counts.get(name) ?? 0) + 1);
  const frequent = [...counts].sort(([, one], [, other]) => other - one).slice(0, mostNames);
  return frequent.map(([name]) => name).sort((one, other) => one.localeCompare(other));
}
