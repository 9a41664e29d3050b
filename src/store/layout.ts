import { join } from 'node:path';

export const storeFolderName = '.vibe-ticket';

/** The names of vibe-ticket's store (format: vibe-ticket 0.4) and of our own files inside it. */
export class StoreLayout {
  /**
   * @param project absolute path of the folder that holds the store
   * @param folderName another name for a store that is still being made
   */
  constructor(
    readonly project: string,
    private readonly folderName = storeFolderName,
  ) {}

  get root(): string {
    return join(this.project, this.folderName);
  }
  get tickets(): string {
    return join(this.root, 'tickets');
  }
  get config(): string {
    return join(this.root, 'config.yaml');
  }
  get state(): string {
    return join(this.root, 'state.yaml');
  }
  /** List of ids since vibe-ticket 0.4. */
  get activeTickets(): string {
    return join(this.root, 'active_tickets.yaml');
  }
  /** One bare id, up to vibe-ticket 0.3. */
  get legacyActiveTicket(): string {
    return join(this.root, 'active_ticket');
  }
  /** Held while a ticket is created, so that two processes cannot take one slug. */
  get creation(): string {
    return join(this.root, 'tickets');
  }

  ticketFile(id: string): string {
    return join(this.tickets, `${id}.yaml`);
  }
}

/** Where vibe-ticket and Ticketree look for the lock of a file. */
export function lockPath(file: string): string {
  return `${file}.lock`;
}

/** Whether a name in the tickets folder is a ticket's, broken or not. */
export function isTicketFileName(name: string): boolean {
  return name.endsWith('.yaml') && !name.startsWith('.');
}
