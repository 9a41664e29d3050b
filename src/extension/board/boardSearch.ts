import type { SearchService } from '../../app/searchService.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { systemClock } from '../../util/clock.js';
import type { Disposable } from '../../util/disposable.js';
import { Turns } from '../../util/turns.js';

/** More than anybody looks through. */
const mostHits = 500;

/** The index is written when nobody has searched for so long, milliseconds. */
const idleMillis = 5000;

/** Full text for the filter of the board. A later search makes an earlier one pointless. */
export class BoardSearch implements Disposable {
  private readonly turns = new Turns();
  private readonly services = new WeakMap<TicketWorkspace, SearchService>();
  private latest = 0;
  private saving: NodeJS.Timeout | undefined;

  /** @param maySave false where nothing may be written */
  constructor(private readonly maySave: () => boolean) {}

  /**
   * The ids of the tickets that hold the words of a text, the best first; of none for a search that another one has
   * overtaken.
   * @throws TicketreeError `no_store`
   */
  find(workspace: TicketWorkspace, text: string): Promise<readonly string[]> {
    const number = ++this.latest;
    return this.turns.run(async () => {
      if (number !== this.latest) return [];
      const service = await this.serviceOf(workspace);
      const { found } = await service.search({ text, filter: '', limit: mostHits, offset: 0 });
      this.saveSoon(service);
      return found.map(({ row }) => row.id);
    });
  }

  dispose(): void {
    clearTimeout(this.saving);
  }

  private async serviceOf(workspace: TicketWorkspace): Promise<SearchService> {
    const { SearchService } = await import('../../app/searchService.js');
    const service = this.services.get(workspace) ?? new SearchService(workspace.store, workspace.queries, systemClock);
    this.services.set(workspace, service);
    return service;
  }

  private saveSoon(service: SearchService): void {
    clearTimeout(this.saving);
    this.saving = setTimeout(() => {
      if (this.maySave()) void this.turns.run(() => service.save());
    }, idleMillis);
  }
}
