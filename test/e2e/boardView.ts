import type { Locator } from 'playwright-core';
import type { Status } from '../../src/domain/ticket.js';
import { openWorkbench, type Workbench } from '../harness/workbench.js';
import type { Project } from './projects.js';

/** A window on a project, with its tree and its board open. */
export async function openBoard(project: Project): Promise<{ workbench: Workbench; board: BoardView }> {
  const workbench = await openWorkbench({ folder: project.folder });
  await workbench.tree.open();
  const board = new BoardView(workbench);
  await board.open();
  return { workbench, board };
}

/** The board of a window, by what a person sees on it. */
export class BoardView {
  constructor(private readonly workbench: Workbench) {}

  /** Opens the board and waits for its first card. */
  async open(): Promise<void> {
    await this.workbench.runCommand('Ticketree: Open Board');
    await this.workbench.board().locator('[data-ticket-id]').first().waitFor();
  }

  column(status: Status): Locator {
    return this.workbench.board().locator(`ticketree-column[data-status="${status}"]`);
  }

  cards(status: Status): Locator {
    return this.column(status).locator('[data-ticket-id]');
  }

  /** How many tickets a column shows, by its heading: only those in sight are drawn as cards. */
  async size(status: Status): Promise<number> {
    return Number(await this.column(status).locator('.column-header .count').innerText());
  }

  /** The ids of the cards in sight, from top to bottom. */
  ids(status: Status): Promise<(string | undefined)[]> {
    return this.cards(status).evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset['ticketId']));
  }

  /** What the board has last told those who cannot see it. */
  get announcement(): Locator {
    return this.workbench.board().locator('ticketree-board > .announcement');
  }

  get filter(): Locator {
    return this.workbench.board().getByRole('combobox', { name: 'Filter tickets' });
  }

  /** The ticket that is open beside the cards. */
  get pane(): Locator {
    return this.workbench.board().locator('.pane');
  }

  /** A card wherever it stands. */
  card(id: string): Locator {
    return this.workbench.board().locator(`[data-ticket-id="${id}"]`);
  }

  cardIn(status: Status, id: string): Locator {
    return this.column(status).locator(`[data-ticket-id="${id}"]`);
  }
}
