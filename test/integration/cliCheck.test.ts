import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyProject, realProject, storePath } from '../harness/tempStore.js';
import { cli, document, failure, ticketOf } from './support/commands.js';

describe('check', () => {
  it('says what is active, how many tickets there are, and which were changed last', async () => {
    const project = await emptyProject();
    await ticketOf(project, ['new', 'one', '-t', 'ログイン 🔑', '--priority', 'high', '--task', 'Write', '--start']);
    const { id } = await ticketOf(project, ['new', 'two']);
    const { kind, ...found } = await document(project, ['check']);
    expect(kind).toBe('check');
    expect(found).toMatchObject({
      project: { name: path.basename(project), description: null, path: storePath(project) },
      active: { title: 'ログイン 🔑', status: 'doing' },
      statistics: { total: 2, todo: 1, doing: 1, ready: 1, archived: 0, high: 1, medium: 1 },
      recent: [{ id }, { title: 'ログイン 🔑' }],
      broken: [],
    });
    const { stdout } = await cli(project, ['check', '--stats', '--detailed']);
    expect(stdout).toContain(
      'ログイン 🔑 (0/1 tasks)\n1 todo, 1 doing, 0 review, 0 blocked, 0 done, 0 archived\n1 ready\n',
    );
    expect(stdout).toContain('open: 0 critical, 1 high, 1 medium, 0 low\n');
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^#[0-9a-f]{4,} +doing +high/);
  });

  it('counts what vibe-ticket wrote, and names no done ticket as active', async () => {
    const project = await realProject();
    expect((await document(project, ['check']))['statistics']).toMatchObject({
      total: 66,
      archived: 5,
      done: 46,
      todo: 9,
      doing: 6,
    });
    const done = await ticketOf(project, ['new', 'done', '--start']);
    await ticketOf(project, ['close', done.id]);
    await writeFile(storePath(project, 'active_tickets.yaml'), `- ${done.id}\n`);
    expect((await cli(project, ['check'])).stdout).toContain('No ticket is active\n');
  });

  it('tells of files that cannot be read, and that a folder has no store', async () => {
    const project = await emptyProject();
    await writeFile(storePath(project, 'tickets', 'bad.yaml'), '- [');
    expect((await cli(project, ['check'])).stdout).toContain('1 cannot be read; see `ticketree doctor`\n');
    expect(await failure(path.dirname(project), ['check'])).toMatchObject({ exit: 3, code: 'no_store' });
  });
});
