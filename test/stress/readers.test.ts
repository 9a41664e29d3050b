import { rm } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { BrokenFile } from '../../src/domain/change.js';
import type { Ticket } from '../../src/domain/ticket.js';
import { emptyProject, leftovers, openWorkspace, storePath } from '../harness/tempStore.js';
import { cli, document } from '../integration/support/commands.js';
import { withFresh } from './fresh.js';
import { markedTicket } from './jobs/churn.js';
import { lookDuring } from './lookDuring.js';
import { startWorker } from './startWorker.js';

const writers = 10;
const seconds = 20;
const keptCount = 60;
const count = 120;

/** What one reader saw in all its looks. */
class Sightings {
  looks = 0;
  readonly faults: string[] = [];
  /** `ID MARK` of each version of each ticket. */
  readonly marks = new Set<string>();

  constructor(private readonly kept: readonly string[]) {}

  note(tickets: readonly Pick<Ticket, 'id' | 'title'>[], broken: readonly BrokenFile[]): void {
    this.looks++;
    for (const { file, reason } of broken) this.faults.push(`${file} is broken: ${reason}`);
    const ids = new Set(tickets.map(({ id }) => id));
    if (ids.size !== tickets.length) this.faults.push('a ticket is listed twice');
    for (const id of this.kept) if (!ids.has(id)) this.faults.push(`${id} is missing in look ${this.looks}`);
    for (const { id, title } of tickets) this.marks.add(`${id} ${title}`);
  }

  /** As {@link note}, for tickets that are there as a whole. */
  noteWhole(tickets: readonly Ticket[], broken: readonly BrokenFile[]): void {
    this.note(tickets, broken);
    for (const { id, title, description } of tickets) {
      if (description !== markedTicket(title).description) this.faults.push(`${id} is of two versions`);
    }
  }
}

it('while ten processes create, edit and delete, no listing has a broken file, a missing ticket or one that nobody wrote', async () => {
  const project = await emptyProject();
  const workspace = await openWorkspace(project);
  const first: Ticket[] = [];
  for (let n = 0; n < count; n++) first.push(await workspace.tickets.create(markedTicket(`first-${n}`)));
  const ids = first.map(({ id }) => id);
  const kept = ids.slice(0, keptCount);
  const workers = Array.from({ length: writers }, (_, n) =>
    startWorker('churn', project, n, seconds, keptCount, ...ids),
  );
  const [fresh, lasting, shell] = [new Sightings(kept), new Sightings(kept), new Sightings(kept)];
  await lookDuring(
    workers.map(({ ended }) => ended),
    [
      async () => {
        await lookAfresh(project, fresh);
      },
      async () => {
        await workspace.store.refresh();
        lasting.noteWhole(workspace.store.tickets, workspace.store.broken);
      },
      async () => {
        const { tickets, broken = [] } = await document(project, ['list']);
        shell.noteWhole(tickets as Ticket[], broken as BrokenFile[]);
      },
    ],
  );

  const told = workers.flatMap(({ lines }) => lines.map((line) => line.split(' ')));
  const written = new Set(told.flatMap(([verb, id, mark]) => (verb === 'written' ? [`${id} ${mark}`] : [])));
  for (const { id, title } of first) written.add(`${id} ${title}`);
  for (const { faults, marks, looks } of [fresh, lasting, shell]) {
    expect(faults).toEqual([]);
    expect([...marks].filter((mark) => !written.has(mark))).toEqual([]);
    expect(looks).toBeGreaterThan(1);
  }
  const deleted = new Set(told.flatMap(([verb, id]) => (verb === 'deleted' ? [id] : [])));
  const expected = new Set([...written].map((mark) => mark.split(' ')[0]).filter((id) => !deleted.has(id)));
  const { rows } = await withFresh(project, ({ store }) => store.readRows());
  expect(new Set(rows.map(({ id }) => id))).toEqual(expected);
  expect(await leftovers(project)).toEqual([]);
  expect((await cli(project, ['doctor'])).code).toBe(0);
});

/** Every other time the next one finds no cache. */
async function lookAfresh(project: string, sightings: Sightings): Promise<void> {
  await withFresh(project, async ({ store }) => {
    const { rows, broken } = await store.readRows();
    sightings.note(rows, broken);
    if (sightings.looks % 2 === 0) await store.saveSnapshot();
    else await rm(storePath(project, 'tmp', 'rows.json'), { force: true });
  });
}
