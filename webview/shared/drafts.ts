/** What a person has typed and that is not saved yet; it outlives the elements that show it, and the page. */
import type { HostPort } from './vscodeApi.js';

export interface Draft {
  /** The text as it was when the person began. */
  readonly base: string;
  readonly text: string;
}

export type DraftRecord = Readonly<Record<string, Draft>>;

/** Where a page keeps its drafts. */
export interface DraftStorage {
  read(): DraftRecord;
  write(drafts: DraftRecord): void;
}

/** What pages keep beside their other state. */
interface WithDrafts {
  readonly ticketDrafts?: DraftRecord;
}

/** More than anybody leaves half-typed; the oldest go. */
const mostDrafts = 200;

/** Keeps drafts in the page's state under `ticketDrafts`, beside what else the page keeps there. */
export function draftsInState<State extends object>(
  port: Pick<HostPort<unknown, unknown, State>, 'getState' | 'setState'>,
): DraftStorage {
  return {
    read: () => (port.getState() as WithDrafts | undefined)?.ticketDrafts ?? {},
    write: (ticketDrafts) => {
      port.setState({ ...port.getState(), ticketDrafts } as unknown as State);
    },
  };
}

/** For a page that keeps nothing. */
export function draftsInMemory(): DraftStorage {
  let kept: DraftRecord = {};
  return { read: () => kept, write: (drafts) => (kept = drafts) };
}

/** The drafts of one ticket. */
export class Drafts {
  constructor(
    private readonly storage: DraftStorage,
    private readonly ticket: string,
  ) {}

  get(key: string): Draft | null {
    return this.storage.read()[this.full(key)] ?? null;
  }

  /** @param draft null when there is nothing half-typed any more */
  set(key: string, draft: Draft | null): void {
    const { [this.full(key)]: before, ...others } = this.storage.read();
    if (draft === null && before === undefined) return;
    const kept = Object.entries(others).slice(-(mostDrafts - 1));
    this.storage.write(Object.fromEntries(draft === null ? kept : [...kept, [this.full(key), draft]]));
  }

  private full(key: string): string {
    return `${this.ticket}/${key}`;
  }
}
