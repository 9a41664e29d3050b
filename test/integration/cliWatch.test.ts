import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cliEnv } from '../harness/cli.js';
import { root } from '../harness/paths.mjs';
import { emptyProject } from '../harness/tempStore.js';
import { document, failure, ticketOf } from './support/commands.js';

interface Watch {
  /** The next line, as a document. */
  next(): Promise<Record<string, unknown>>;
  /** Sends a signal. @returns the exit code */
  end(signal: NodeJS.Signals): Promise<number | null>;
  closeOutput(): void;
  readonly ended: Promise<number | null>;
}

function watch(project: string, args: readonly string[] = []): Watch {
  const words = [path.join(root, 'dist', 'cli.cjs'), '-p', project, 'watch', '--json', ...args];
  const child = spawn(process.execPath, words, { env: cliEnv(), stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ended,
    next: async () => JSON.parse(String((await lines.next()).value)) as Record<string, unknown>,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
    closeOutput: () => void child.stdout.destroy(),
  };
}

describe('watch', () => {
  it('tells first of what was done, then of what others do, a document a line', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'one']);
    const watching = watch(project, ['--since', 'today']);
    expect(await watching.next()).toMatchObject({ kind: 'operation', operation: { action: 'new', tickets: [{ id }] } });
    await ticketOf(project, ['edit', id, '--title', '日本']);
    expect(await watching.next()).toMatchObject({
      ...{ schemaVersion: 1, kind: 'change', change: 'updated', origin: 'disk' },
      ticket: { id, title: '日本' },
      previous: { title: 'One' },
    });
    await document(project, ['delete', id]);
    expect(await watching.next()).toMatchObject({ kind: 'change', change: 'deleted', ticket: { id } });
    expect(await watching.end('SIGTERM')).toBe(0);
  });

  it('ends at once when it is interrupted', async () => {
    const project = await emptyProject();
    await ticketOf(project, ['new', 'one']);
    const watching = watch(project, ['--since', 'today']);
    await watching.next();
    expect(await watching.end('SIGINT')).toBe(0);
  });

  it('ends with the first change that nobody reads any more', async () => {
    const project = await emptyProject();
    await ticketOf(project, ['new', 'one']);
    const watching = watch(project, ['--since', 'today']);
    await watching.next();
    watching.closeOutput();
    await ticketOf(project, ['new', 'two']);
    expect(await watching.ended).toBe(0);
  });

  it.each([['soon'], ['2026-02-31T00:00:00Zzz']])('refuses to begin at %s', async (time) => {
    expect(await failure(await emptyProject(), ['watch', '--since', time])).toMatchObject({
      code: 'invalid_value',
      exit: 2,
    });
  });
});
