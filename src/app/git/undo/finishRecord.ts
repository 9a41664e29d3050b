import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { MergeWay } from '../../../domain/gitSettings.js';
import { makeFolder, writeFileAtomic } from '../../../store/atomicFile.js';
import { systemCode } from '../../../store/fileErrors.js';
import { readTextIfThere } from '../../../store/files.js';

/** What a finish has done, for whoever wants it taken back. */
export interface FinishRecord {
  /** Id of the ticket; the latest finish of each is known. */
  readonly ticket: string;
  /** RFC 3339 */
  readonly at: string;
  /** Who has finished it, as `@me` means it. */
  readonly who: string;
  readonly way: MergeWay;
  readonly branch: string;
  /** Id of the branch's commit that was brought home. */
  readonly tip: string;
  readonly base: string;
  /** Id of the base's commit before. */
  readonly baseBefore: string;
  /** Id of the commit that the base got; `baseBefore` where there was nothing to merge. */
  readonly merged: string;
  /** Path of the worktree that was removed; null where none was. */
  readonly worktree: string | null;
  /** Root of the checkout that had the branch and went to the base; null where there was none. */
  readonly standsIn: string | null;
  /** Id that the change of the ticket has in the journal, if it was changed at all. */
  readonly operation: string;
  readonly wasActive: boolean;
  /** Page of the pull request that was opened; null where there is none. */
  readonly pullRequest: string | null;
}

const suffix = '.json';
const dayMillis = 86_400_000;

/** The finishes of one repository that can be taken back. Beside the flows, of which every command asks whether there are any. */
export class FinishRecords {
  private readonly folder: string;

  /** @param commonDir the folder that all worktrees of the repository share */
  constructor(commonDir: string) {
    this.folder = join(commonDir, 'ticketree-finished');
  }

  /** Keeps it, durably, instead of an older one of that ticket. @throws TicketreeError `disk_full`, `not_writable` */
  async write(record: FinishRecord): Promise<void> {
    await makeFolder(this.folder);
    await writeFileAtomic(this.pathOf(record.ticket), JSON.stringify(record));
  }

  /** The latest finish of a ticket; null where none is known. */
  async read(ticket: string): Promise<FinishRecord | null> {
    const text = await readTextIfThere(this.pathOf(ticket));
    try {
      const record = text === null ? null : (JSON.parse(text) as FinishRecord);
      return record?.ticket === ticket ? record : null;
    } catch {
      return null;
    }
  }

  /** Ids of the tickets of which one is known. */
  async tickets(): Promise<string[]> {
    return (await this.names()).map((name) => name.slice(0, -suffix.length));
  }

  /** All that are known, the latest first. */
  async all(): Promise<FinishRecord[]> {
    const records = await Promise.all((await this.tickets()).map((ticket) => this.read(ticket)));
    return records.filter((record) => record !== null).sort((a, b) => (a.at < b.at ? 1 : -1));
  }

  async remove(ticket: string): Promise<void> {
    await unlink(this.pathOf(ticket)).catch((error: unknown) => {
      if (systemCode(error) !== 'ENOENT') throw error;
    });
  }

  /** Paths of those that are older than so many days. @param days null: none is ever too old */
  async expired(days: number | null, now: Date): Promise<string[]> {
    if (days === null) return [];
    const paths = (await this.names()).map((name) => join(this.folder, name));
    const times = await Promise.all(paths.map((path) => stat(path).catch(() => null)));
    return paths.filter((_, index) => now.getTime() - (times[index]?.mtimeMs ?? Infinity) > days * dayMillis);
  }

  private async names(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    return names.filter((name) => name.endsWith(suffix) && !name.startsWith('.')).sort();
  }

  private pathOf(ticket: string): string {
    return join(this.folder, `${ticket}${suffix}`);
  }
}
