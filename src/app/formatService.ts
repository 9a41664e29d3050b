import { TicketreeError } from '../domain/errors.js';
import type { FormatResult } from '../domain/formatResult.js';
import { formatTickets, type FormatOptions } from '../store/formatTickets.js';
import type { TicketStore } from '../store/ticketStore.js';
import { isNameOf, type TicketFinder } from './ticketFinder.js';

/** Gives the files of tickets the form in which vibe-ticket writes them. */
export class FormatService {
  constructor(
    private readonly store: TicketStore,
    private readonly finder: TicketFinder,
  ) {}

  /**
   * @param references the tickets that are meant, also such as cannot be read; all when there are none
   * @throws TicketreeError `ticket_not_found`, `ticket_ambiguous`, and as {@link formatTickets}
   */
  async format(references: readonly string[], options: FormatOptions): Promise<FormatResult> {
    if (references.length === 0) return formatTickets(this.store.layout, options);
    const names: string[] = [];
    for (const reference of references) names.push(await this.fileOf(reference));
    return formatTickets(this.store.layout, options, names);
  }

  private async fileOf(reference: string): Promise<string> {
    const { located, broken } = await this.store.readRows();
    try {
      const { id } = await this.finder.find(reference);
      return located.find((each) => each.id === id)?.name ?? `${id}.yaml`;
    } catch (error) {
      const meant = TicketreeError.is(error, 'ticket_broken') && broken.find((each) => isNameOf(reference, each));
      if (meant) return meant.file;
      throw error;
    }
  }
}
