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
  /** Our settings for the team. */
  get teamSettings(): string {
    return join(this.root, 'ticketree.yaml');
  }
  /** The views of the board. */
  get views(): string {
    return join(this.root, 'views.yaml');
  }
  /** What the body of a pull request is made of. */
  get pullRequestTemplate(): string {
    return join(this.root, 'templates', 'pull_request.md');
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

  /** What belongs to this clone and is kept: journal, trash, operations under way. */
  get local(): string {
    return join(this.root, 'local');
  }
  get journal(): string {
    return join(this.local, 'journal.jsonl');
  }
  /** The half of the journal before the present one. */
  get olderJournal(): string {
    return join(this.local, 'journal.1.jsonl');
  }
  /** Operations over several tickets that are under way, or were when their process died. */
  get operations(): string {
    return join(this.local, 'operations');
  }
  get trash(): string {
    return join(this.local, 'trash');
  }
  /** Caches, which may vanish at any time. */
  get tmp(): string {
    return join(this.root, 'tmp');
  }
  get backups(): string {
    return join(this.root, 'backups');
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
