import {
  createBackup,
  listBackups,
  requireBackup,
  restoreBackup,
  type Backup,
  type RestoreResult,
} from '../store/backups.js';
import type { StoreLayout } from '../store/layout.js';
import type { Clock } from '../util/clock.js';

export type { Backup };

/** What a restore did, and the backup that was made before it. */
export type RestoredBackup = RestoreResult & { readonly backup: Backup };

/** Copies of a store, and the way back to them. */
export class BackupService {
  constructor(
    private readonly layout: StoreLayout,
    private readonly clock: Clock,
  ) {}

  /** @throws as {@link createBackup} */
  create(): Promise<Backup> {
    return createBackup(this.layout, this.clock());
  }

  /** The backups, the latest first. */
  list(): Promise<Backup[]> {
    return listBackups(this.layout);
  }

  /** @throws TicketreeError `item_not_found` where there is no such backup */
  require(name: string): Promise<void> {
    return requireBackup(this.layout, name);
  }

  /** Makes a backup of what is there, and brings the tickets back to another. @throws as {@link restoreBackup} */
  async restore(name: string): Promise<RestoredBackup> {
    await this.require(name);
    const backup = await this.create();
    return { ...(await restoreBackup(this.layout, name, this.clock())), backup };
  }
}
