import type { Finding } from '../domain/finding.js';
import { createBackup } from '../store/backups.js';
import { checkFiles } from '../store/doctor/checkFiles.js';
import { checkStore } from '../store/doctor/checkStore.js';
import { checkTickets, detachLost, mendTimes, newSlugs } from '../store/doctor/checkTickets.js';
import { mendConfig, mendLeftovers, mendNames } from '../store/doctor/mendFiles.js';
import { describeNestedStore, putNestedStoreAway, readNestedStore } from '../store/doctor/nestedStore.js';
import { readTicketFiles, unreadableIds } from '../store/doctor/ticketFiles.js';
import { refuseNewerSchema } from '../store/schemaVersion.js';
import type { TicketStore } from '../store/ticketStore.js';
import type { Clock } from '../util/clock.js';
import type { GitWork } from './git/gitWork.js';
import { required, type TicketWriter } from './ticketWriter.js';

/** What `doctor --fix` did. */
export interface MendResult {
  /** Name of the backup that was made before; null when there was nothing to mend. */
  readonly backup: string | null;
  /** What was found and is no more. */
  readonly mended: readonly Finding[];
  /** What is still there. */
  readonly left: readonly Finding[];
}

/** One repair may free the name that another needs. */
const mostRounds = 5;

/** Finds damage in a store and in what its tickets have in git, and mends what can be mended without guessing. */
export class DoctorService {
  constructor(
    private readonly store: TicketStore,
    private readonly writer: TicketWriter,
    private readonly git: Pick<GitWork, 'examine' | 'mend'>,
    private readonly clock: Clock,
  ) {}

  /** Looks at all files of the store; writes nothing. @throws TicketreeError `no_store`, `store_damaged` */
  async examine(): Promise<Finding[]> {
    const { layout } = this.store;
    const read = await readTicketFiles(layout);
    const nested = await readNestedStore(layout, read);
    return [
      ...checkFiles(read),
      ...checkTickets(read),
      ...(await checkStore(layout)),
      ...(nested === null ? [] : [describeNestedStore(nested)]),
      ...(await this.git.examine()),
    ];
  }

  /**
   * Makes a backup and mends. What tickets say is changed by one operation, which can be undone.
   * @throws TicketreeError `store_newer`, `ticket_locked`, `not_writable`, `disk_full`
   */
  async mend(): Promise<MendResult> {
    const { layout } = this.store;
    const found = await this.examine();
    if (!found.some(({ fixable }) => fixable)) return { backup: null, mended: [], left: found };
    await refuseNewerSchema(layout);
    const { name: backup } = await createBackup(layout, this.clock());
    let left: Finding[] = found;
    for (let round = 1; round <= mostRounds && left.some(({ fixable }) => fixable); round++) {
      await this.mendOnce(left, backup);
      left = await this.examine();
    }
    const still = new Set(left.map(keyOf));
    return { backup, mended: found.filter((finding) => !still.has(keyOf(finding))), left };
  }

  private async mendOnce(findings: readonly Finding[], backup: string): Promise<void> {
    const { layout } = this.store;
    await mendLeftovers(layout);
    await this.store.recover();
    await mendConfig(layout, findings, this.clock());
    await mendNames(layout, await readTicketFiles(layout), this.clock());
    await this.mendNested(backup);
    await this.mendTickets();
    await this.git.mend();
  }

  /** Takes the tickets of an inner store in, and puts the store away when it has nothing else. */
  private async mendNested(backup: string): Promise<void> {
    const { layout } = this.store;
    const nested = await readNestedStore(layout, await readTicketFiles(layout));
    if (nested === null) return;
    const ids = nested.missing.map(({ id }) => id);
    await this.writer.operate('doctor', { ids }, (tickets) =>
      nested.missing.filter(({ id }) => !tickets.has(id)).map((each) => ({ kind: 'restore', ...each })),
    );
    if (nested.differing.length === 0) await putNestedStoreAway(layout, backup);
  }

  private async mendTickets(): Promise<void> {
    const read = await readTicketFiles(this.store.layout);
    const faulty = checkTickets(read).filter(({ fixable }) => fixable);
    const files = new Set(faulty.map(({ file }) => file));
    const ids = read.tickets.filter(({ name }) => files.has(`tickets/${name}`)).map(({ ticket }) => ticket.id);
    if (ids.length === 0) return;
    const hidden = unreadableIds(read);
    await this.writer.operate('doctor', { ids, alone: true }, (tickets, rows) => {
      const slugs = newSlugs(rows ?? []);
      const known = new Set([...(rows ?? []).map(({ id }) => id), ...hidden]);
      return ids.map((id) => {
        const ticket = detachLost(mendTimes(required(tickets, id)), known);
        const slug = slugs.get(id);
        return { kind: 'put', ticket: slug === undefined ? ticket : { ...ticket, slug } };
      });
    });
  }
}

function keyOf({ code, file, message }: Finding): string {
  return JSON.stringify([code, file, message]);
}
