import { randomUUID } from 'node:crypto';
import { open, readFile, unlink } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TicketWorkspace } from '../../../src/app/ticketWorkspace.js';
import { systemCode } from '../../../src/store/fileErrors.js';
import { randomNumbers } from '../random.js';

/** So many tickets are read before the first of them is written. */
const batchSize = 10;

const random = randomNumbers(1);

/** What one writing leaves in a ticket: a number that the next replaces and, every other time, a tag that stays. */
export function traceOf(number: number): { readonly vibe_number: number; readonly tag: string | null } {
  return { vibe_number: number, tag: number % 2 === 0 ? `vibe-${number}` : null };
}

/**
 * Rewrites tickets for some seconds without pause as other tools do: from what it read a while ago, with no lock that
 * covers both, in place, in two calls. Prints `ID NUMBER` of each time.
 * @param args `locking`, as vibe-ticket 0.4, which locks each reading and each writing by itself, or `careless`, as its
 * older versions and text editors, which lock nothing; seconds; ids
 */
export async function rewrite({ root }: TicketWorkspace, args: readonly string[]): Promise<void> {
  const [manner = '', seconds = '0', ...ids] = args;
  const guarded = manner === 'locking' ? withLock : withoutLock;
  const files = ids.map((id) => path.join(root, 'tickets', `${id}.yaml`));
  const end = Date.now() + Number(seconds) * 1000;
  for (let start = 0, number = 1; Date.now() < end; start += batchSize) {
    if (start >= files.length) [start, number] = [0, number + 1];
    const texts = new Map<string, string>();
    for (const file of files.slice(start, start + batchSize)) {
      await guarded(file, async () => void texts.set(file, await readFile(file, 'utf8')));
    }
    for (const [file, text] of texts) {
      await guarded(file, async () => {
        await writeInPlace(file, withTrace(text, number));
        console.log(`${path.basename(file, '.yaml')} ${number}`);
      });
    }
  }
}

function withTrace(text: string, number: number): string {
  const { vibe_number, tag } = traceOf(number);
  const tagged = tag === null ? text : text.replace(/^tags:(?: \[\])?$/m, `tags:\n- ${tag}`);
  const others = tagged.replace(/^ {2}vibe_number: \d+\n/m, '');
  return others.replace(/^metadata:(?: \{\})?$/m, `metadata:\n  vibe_number: ${vibe_number}`);
}

async function writeInPlace(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    const cut = Math.floor(random() * text.length);
    await handle.write(text.slice(0, cut));
    await handle.write(text.slice(cut));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function withoutLock(_file: string, work: () => Promise<void>): Promise<void> {
  await work();
}

/** The lock is made empty and filled then. One that cannot be parsed is an error at once; one that is held, after a second. */
async function withLock(file: string, work: () => Promise<void>): Promise<void> {
  const lock = `${file}.lock`;
  for (let attempt = 1; attempt <= 10; attempt++) {
    const holder = await tryLock(lock);
    if (holder !== null) {
      await work();
      if (holderOf(await readFile(lock, 'utf8')) === holder) await unlink(lock);
      return;
    }
    await delay(100);
  }
}

async function tryLock(lock: string): Promise<string | null> {
  const handle = await open(lock, 'wx').catch((error: unknown) => {
    if (systemCode(error) !== 'EEXIST') throw error;
    return null;
  });
  if (!handle) {
    holderOf(await readFile(lock, 'utf8').catch(() => '{}'));
    return null;
  }
  const record = { holder_id: randomUUID(), pid: process.pid, acquired_at: Math.floor(Date.now() / 1000) };
  await handle.write(JSON.stringify({ ...record, operation: 'save_ticket' }, null, 2));
  await handle.sync();
  await handle.close();
  return record.holder_id;
}

function holderOf(text: string): string | undefined {
  return (JSON.parse(text) as { holder_id?: string }).holder_id;
}
