import { expect, it, vi } from 'vitest';
import type { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import type { Ticket } from '../../src/domain/ticket.js';
import { emptyProject, leftovers, openWorkspace } from '../harness/tempStore.js';
import { cli, document, listed } from '../integration/support/commands.js';
import { withFresh } from './fresh.js';
import { marking } from './jobs/mark.js';
import { traceOf } from './jobs/rewrite.js';
import { lookDuring } from './lookDuring.js';
import { startCli, startWorker } from './startWorker.js';

const count = 100;
const seconds = 6;

it.each([
  ['one that locks each reading and each writing by itself', 'locking'],
  ['one that locks nothing', 'careless'],
])('beside %s and writes in place nothing is called broken and nothing is lost', async (_what, manner) => {
  const project = await emptyProject();
  const workspace = await openWorkspace(project);
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    ids.push((await workspace.tickets.create({ title: `Ticket ${n}`, description: 'Some words.\n'.repeat(20) })).id);
  }
  const stream = new Stream();
  workspace.store.watch();
  workspace.store.onDidChange(({ entries }) => {
    for (const entry of entries) stream.note(entry.kind, 'ticket' in entry ? entry.ticket : null);
  });
  const watching = startCli(project, 'watch', '--json');
  const theirs = startWorker('rewrite', project, manner, seconds, ...ids);
  const others = startWorker('mark', project, 'other', seconds, ...ids);
  const ours: string[] = [];
  const edit = async (): Promise<void> => {
    for await (const line of marking(workspace, 'mine', seconds, ids.toReversed())) ours.push(line);
  };
  await lookDuring([theirs.ended, others.ended, edit()], await listings(project));
  ours.push(...others.lines);

  const tickets = await readAll(project);
  expectTheirs(tickets, theirs.lines);
  await vi.waitFor(
    () => {
      expect(byId(workspace.store.tickets)).toEqual(tickets);
      stream.expectToEndWith(tickets);
      Stream.of(watching.lines).expectToEndWith(tickets);
    },
    { timeout: 15_000 },
  );
  const { cells } = await document(project, ['history', '--overwritten']);
  for (const operation of new Set((cells as { operation: string }[]).map((cell) => cell.operation))) {
    await workspace.history.restore(operation);
  }
  expect(await workspace.history.overwritten()).toEqual([]);
  const restored = await readAll(project);
  expectTheirs(restored, theirs.lines);
  for (const [id, mark] of words(ours)) expect(restored.get(id)?.tags).toContain(mark);
  expect(await leftovers(project)).toEqual([]);
  expect((await cli(project, ['doctor'])).code).toBe(0);
});

/** What somebody was told of a store whose tickets only change. */
class Stream {
  private readonly kinds = new Set<string>();
  private readonly last = new Map<string, Ticket>();

  static of(lines: readonly string[]): Stream {
    const stream = new Stream();
    for (const line of lines) {
      const { change, ticket } = JSON.parse(line) as { change: string; ticket?: Ticket };
      stream.note(change, ticket ?? null);
    }
    return stream;
  }

  note(kind: string, ticket: Ticket | null): void {
    this.kinds.add(kind);
    if (ticket) this.last.set(ticket.id, ticket);
  }

  expectToEndWith(tickets: ReadonlyMap<string, Ticket>): void {
    expect([...this.kinds]).toEqual(['updated']);
    for (const [id, ticket] of this.last) expect(ticket).toEqual(tickets.get(id));
  }
}

/** All the ways to list the tickets, of which none may be missing or broken. */
async function listings(project: string): Promise<(() => Promise<void>)[]> {
  const lasting = await openWorkspace(project);
  return [
    async () => {
      expectWhole(await withFresh(project, ({ store }) => store.readRows()));
    },
    async () => {
      expectWhole(await lasting.store.readRows());
    },
    async () => {
      expect(await listed(project)).toHaveLength(count);
    },
  ];
}

function expectWhole({ rows, broken }: Awaited<ReturnType<TicketWorkspace['store']['readRows']>>): void {
  expect(broken).toEqual([]);
  expect(rows).toHaveLength(count);
}

/** Whether all is there that others wrote: of each ticket the last number, and all tags. */
function expectTheirs(tickets: ReadonlyMap<string, Ticket>, lines: readonly string[]): void {
  for (const [id, number] of new Map(words(lines))) {
    expect(tickets.get(id)?.metadata).toMatchObject({ vibe_number: Number(number) });
  }
  for (const [id, number] of words(lines)) {
    const { tag } = traceOf(Number(number));
    if (tag !== null) expect(tickets.get(id)?.tags).toContain(tag);
  }
}

function words(lines: readonly string[]): [string, string][] {
  return lines.map((line) => {
    const [id = '', mark = ''] = line.split(' ');
    return [id, mark];
  });
}

async function readAll(project: string): Promise<Map<string, Ticket>> {
  return withFresh(project, async ({ store }) => {
    await store.refresh();
    return byId(store.tickets);
  });
}

function byId(tickets: readonly Ticket[]): Map<string, Ticket> {
  return new Map(tickets.map((ticket) => [ticket.id, ticket]));
}
