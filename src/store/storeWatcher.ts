import { watch, type FSWatcher } from 'node:fs';
import { basename } from 'node:path';
import { type Disposable } from '../util/disposable.js';
import type { Logger } from '../util/logger.js';
import { isTicketFileName, storeFolderName, type StoreLayout } from './layout.js';

/** What the disk may have changed: these ticket files, or, where nobody can say, anything. */
export type DiskHint = { readonly files: ReadonlySet<string> } | 'anything';

/** Events of one write come in a burst; they are answered together, milliseconds after the first. */
const burstMillis = 8;
/** How often a folder is looked at where it cannot be watched. */
const pollMillis = 2000;

/**
 * Watches a store's folders with Node's own watcher, which is faster than the editor's, also while they come and go:
 * the project's folder is watched for the store, the store for its tickets folder. Polls where watching fails.
 */
export class StoreWatcher implements Disposable {
  private readonly watchers: FSWatcher[] = [];
  private poller: NodeJS.Timeout | undefined;
  private burst: NodeJS.Timeout | undefined;
  private pending: Set<string> | 'anything' = new Set();
  private disposed = false;

  constructor(
    private readonly layout: StoreLayout,
    private readonly onHint: (hint: DiskHint) => void,
    private readonly logger: Logger,
  ) {
    this.arm();
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.burst);
    this.disarm();
  }

  private arm(): void {
    this.disarm();
    this.watchFolder(this.layout.project, (name) => {
      if (name === storeFolderName) this.rearm();
    });
    this.watchFolder(this.layout.root, (name) => {
      if (name === basename(this.layout.tickets)) this.rearm();
      else if (name.startsWith('active_ticket') && !name.endsWith('.tmp')) this.note(new Set());
    });
    this.watchFolder(this.layout.tickets, (name) => {
      if (isTicketFileName(name)) this.note(new Set([name]));
    });
  }

  private rearm(): void {
    this.arm();
    this.note('anything');
  }

  private watchFolder(folder: string, onName: (name: string) => void): void {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name === null) this.note('anything');
        else onName(name);
      });
      watcher.on('error', (error) => {
        this.fallBack(folder, error);
      });
      this.watchers.push(watcher);
    } catch (error) {
      // A folder that is not there yet is noticed by the watcher of its parent.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) this.fallBack(folder, error);
    }
  }

  private fallBack(folder: string, error: unknown): void {
    if (this.disposed || this.poller) return;
    this.logger.warn(`cannot watch ${folder}, looking every ${String(pollMillis)} ms instead`, error);
    this.poller = setInterval(() => {
      this.note('anything');
    }, pollMillis);
    this.poller.unref();
  }

  private note(files: ReadonlySet<string> | 'anything'): void {
    if (files === 'anything' || this.pending === 'anything') this.pending = 'anything';
    else for (const file of files) this.pending.add(file);
    this.burst ??= setTimeout(() => {
      this.flush();
    }, burstMillis);
  }

  private flush(): void {
    this.burst = undefined;
    const hint: DiskHint = this.pending === 'anything' ? 'anything' : { files: this.pending };
    this.pending = new Set();
    this.onHint(hint);
  }

  private disarm(): void {
    for (const watcher of this.watchers.splice(0)) watcher.close();
    clearInterval(this.poller);
    this.poller = undefined;
  }
}
