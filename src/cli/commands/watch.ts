import type { Command } from 'commander';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { StoreChange, StoreChanges } from '../../domain/change.js';
import { timestampMillis } from '../../domain/timestamp.js';
import { parseDateWord } from '../dateWords.js';
import { withExamples } from '../examples.js';
import type { Look } from '../look.js';
import { formatOperation, operationDocument } from '../operationLines.js';
import type { Output } from '../output.js';
import { Session } from '../session.js';
import { oneLine } from '../terminalText.js';

type TicketStore = TicketWorkspace['store'];

interface WatchFlags {
  readonly since?: string;
}

/** Longest time that a timer takes, milliseconds. */
const longest = 2 ** 31 - 1;

/** `watch`: tells of changes as they happen, whoever makes them, until it is stopped. */
export function configure(command: Command): void {
  command
    .option('--since <time>', 'first what was done here since then: today, "2 hours ago", 2026-01-31T09:00:00Z')
    .action(async (flags: WatchFlags, self: Command) => {
      const session = Session.of(self);
      const since = flags.since === undefined ? null : parseDateWord(flags.since, session.ports.clock()).start;
      await session.withTickets(async ({ store, settings }) => {
        await watchStore(store, session.output, since, await session.look(settings));
      });
    });
  withExamples(command, ['ticketree watch', 'ticketree watch --json --since "1 hour ago"']);
}

async function watchStore(store: TicketStore, output: Output, since: number | null, look: Look): Promise<void> {
  await store.refresh();
  // Nothing may fall between the past and the present, so that the present is kept until the past is told.
  let kept: StoreChanges[] | null = [];
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const tell = (changes: StoreChanges): void => {
    for (const entry of changes.entries) tellOf(entry, changes, output);
    if (output.closed) end();
  };
  const subscription = store.onDidChange((changes) => {
    if (kept === null) tell(changes);
    else kept.push(changes);
  });
  const stop = stopOnSignals(end);
  // Watchers alone keep no process alive.
  const alive = setInterval(() => undefined, longest);
  try {
    store.watch();
    if (since !== null) await tellPast(store, output, since, look);
    output.note('Watching; Ctrl+C ends it.');
    const late = kept;
    kept = null;
    late.forEach(tell);
    if (!output.closed) await ended;
  } finally {
    clearInterval(alive);
    stop();
    subscription.dispose();
  }
}

async function tellPast(store: TicketStore, output: Output, since: number, look: Look): Promise<void> {
  for (const entry of await store.journal.entries()) {
    if (timestampMillis(entry.at) < since) continue;
    output.line('operation', { operation: operationDocument(entry) }, () => formatOperation(entry, look));
    if (output.closed) return;
  }
}

function tellOf(entry: StoreChange, { operationId, origin }: StoreChanges, output: Output): void {
  const { kind: change, ...body } = entry;
  output.line('change', { change, operation: operationId, origin, ...body }, () => oneLine(describe(entry)));
}

function describe(entry: StoreChange): string {
  switch (entry.kind) {
    case 'created':
    case 'deleted':
      return `${entry.kind} ${entry.ticket.slug}: ${entry.ticket.title}`;
    case 'updated': {
      const { ticket, previous } = entry;
      const moved = ticket.status === previous.status ? '' : ` (${previous.status} → ${ticket.status})`;
      return `updated ${ticket.slug}: ${ticket.title}${moved}`;
    }
    case 'broken':
      return `broken ${entry.broken.file}: ${entry.broken.reason}`;
    case 'mended':
      return `mended ${entry.file}`;
    case 'active':
      return `active ${entry.ids.join(', ') || 'none'}`;
    case 'store':
      return entry.present ? 'the store is back' : 'the store is gone';
  }
}

function stopOnSignals(stop: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}
