import { readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { expect, it } from 'vitest';
import { emptyProject, ticketPath } from '../harness/tempStore.js';
import { failure, ticketOf } from './support/commands.js';
import { livingProcess } from './support/processes.js';
import { withoutChildCoverage } from './support/withoutChildCoverage.js';

withoutChildCoverage();

it('a lock whose holder lives is respected, and the one who gives up says who holds it', async () => {
  const project = await emptyProject();
  const { id } = await ticketOf(project, ['new', 'locked']);
  const pid = await livingProcess();
  const record = { holder_id: 'h', pid, acquired_at: Math.floor(Date.now() / 1000), operation: 'save_ticket' };
  const lock = JSON.stringify({ ...record, host: hostname() }, null, 2);
  const file = ticketPath(project, id);
  await writeFile(`${file}.lock`, lock);
  const before = await readFile(file, 'utf8');
  const { exit, code, message } = await failure(project, ['edit', id, '--title', 'Never']);
  expect({ exit, code }).toEqual({ exit: 5, code: 'ticket_locked' });
  expect(message).toContain(`process ${pid}`);
  expect(message).toContain('save_ticket');
  expect(await readFile(file, 'utf8')).toBe(before);
  expect(await readFile(`${file}.lock`, 'utf8')).toBe(lock);
});
