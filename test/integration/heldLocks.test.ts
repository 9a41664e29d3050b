import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import type { CliResult } from '../harness/cli.js';
import { emptyProject, leftovers, openWorkspace, ticketPath } from '../harness/tempStore.js';
import { second, wrongClock } from './support/clocks.js';
import { cli } from './support/commands.js';
import { livingProcess } from './support/processes.js';
import { withoutChildCoverage } from './support/withoutChildCoverage.js';

withoutChildCoverage();

/** A ticket that another process has locked as vibe-ticket does, which says of a lock neither host nor start. */
class LockedTicket {
  private constructor(
    readonly project: string,
    private readonly file: string,
    private readonly holder: number,
    private readonly before: string,
  ) {}

  /** @param seconds for how long the lock has been held */
  static async make(holder: number, seconds = 0): Promise<LockedTicket> {
    const project = await emptyProject();
    const { id } = await (await openWorkspace(project)).tickets.create({ slug: 'locked', title: 'Old' });
    const file = ticketPath(project, id);
    const ticket = new LockedTicket(project, file, holder, await readFile(file, 'utf8'));
    await ticket.lock(seconds);
    return ticket;
  }

  async lock(seconds = 0): Promise<void> {
    const acquired_at = Math.floor(Date.now() / second) - seconds;
    const record = { holder_id: 'h', pid: this.holder, acquired_at, operation: 'save_ticket' };
    await writeFile(`${this.file}.lock`, JSON.stringify(record, null, 2));
  }

  async unlock(): Promise<void> {
    await rm(`${this.file}.lock`);
  }

  edit(env: Record<string, string> = {}): Promise<CliResult> {
    return cli(this.project, ['edit', 'locked', '--title', 'New', '--json'], { env });
  }

  async expectOld(): Promise<void> {
    expect(await readFile(this.file, 'utf8')).toBe(this.before);
  }

  /** @param edit what {@link edit} gave */
  expectRefused({ code, stdout, stderr }: CliResult): void {
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
    const { message } = JSON.parse(stderr) as { message: string };
    expect(JSON.parse(stderr)).toMatchObject({ code: 'ticket_locked' });
    expect(message).toContain(`process ${String(this.holder)} (save_ticket, for `);
  }

  async expectNew(result: CliResult): Promise<void> {
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(await readFile(this.file, 'utf8')).toBe(this.before.replace('title: Old', 'title: New'));
    expect(await leftovers(this.project)).toEqual([]);
  }
}

async function waitsForFiveSeconds(holder: number): Promise<void> {
  const ticket = await LockedTicket.make(holder);
  let isOver = false;
  const edit = ticket.edit().finally(() => (isOver = true));
  await delay(5000);
  expect(isOver).toBe(false);
  await ticket.expectOld();
  await ticket.unlock();
  await ticket.expectNew(await edit);
}

async function respectsWhatIsRefreshed(holder: number): Promise<void> {
  const ticket = await LockedTicket.make(holder);
  const refreshing = setInterval(() => void ticket.lock(), 1000);
  onTestFinished(() => {
    clearInterval(refreshing);
  });
  ticket.expectRefused(await ticket.edit());
  await ticket.expectOld();
  clearInterval(refreshing);
  await ticket.unlock();
  await ticket.expectNew(await ticket.edit());
}

async function breaksWhatNobodyRefreshes(holder: number): Promise<void> {
  const ticket = await LockedTicket.make(holder, 12);
  ticket.expectRefused(await ticket.edit());
  await ticket.expectOld();
  await ticket.expectNew(await ticket.edit());
}

async function givesUpWithoutAClock(holder: number): Promise<void> {
  const ticket = await LockedTicket.make(holder);
  ticket.expectRefused(await ticket.edit(wrongClock('stopped')));
  await ticket.expectOld();
}

it('who wants a lock that another process holds waits, gives up after ten seconds, and breaks it at thirty', async () => {
  const holder = await livingProcess();
  // Side by side, since nearly all of their time is waiting.
  const scenes = [waitsForFiveSeconds, respectsWhatIsRefreshed, breaksWhatNobodyRefreshes, givesUpWithoutAClock];
  await Promise.all(scenes.map((scene) => scene(holder)));
}, 60_000);
