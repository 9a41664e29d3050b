import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/domain/finding.js';
import { sweepTempFiles } from '../../src/store/sweepTempFiles.js';
import { StoreLayout } from '../../src/store/layout.js';
import { tempName } from '../../src/store/tempName.js';
import { emptyProject, leftovers, realProject, storePath, ticketPath } from '../harness/tempStore.js';
import { cli, document, listed, ticketOf } from './support/commands.js';

interface Report {
  backup: string | null;
  mended: Finding[];
  findings: Finding[];
}

async function doctor(project: string, ...flags: string[]): Promise<Report & { exit: number | null }> {
  const { code, stdout, stderr } = await cli(project, ['doctor', ...flags, '--json']);
  expect(stderr).toBe('');
  return { ...(JSON.parse(stdout) as Report), exit: code };
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(file, 'utf8');
  expect(change(text)).not.toBe(text);
  await writeFile(file, change(text));
}

function withMetadata(text: string, lines: string): string {
  return `${text.replace(/^metadata:[^]*/m, '')}metadata:\n${lines}\n`;
}

function codes(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ code }) => code))].sort();
}

function deadProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

const nobody = '11111111-1111-4111-8111-111111111111';

/** A store with every kind of damage that can be mended. */
async function damagedProject(): Promise<string> {
  const project = await emptyProject();
  const at = (id: string): string => ticketPath(project, id);
  const make = async (slug: string): Promise<string> => (await ticketOf(project, ['new', slug])).id;
  const [one, two, misnamed, done, open] = [
    await make('one'),
    await make('two'),
    await make('misnamed'),
    await make('done'),
    await make('open'),
  ];
  const slug = /^slug: .*$/m;
  const first = slug.exec(await readFile(at(one), 'utf8'))?.[0] ?? '';
  await edit(at(two), (text) => text.replace(slug, first));
  await edit(at(one), (text) => withMetadata(text, `  parent: ${nobody}\n  depends_on:\n  - ${nobody}`));
  await copyFile(at(two), storePath(project, 'tickets', 'copy.yaml'));
  await rename(at(misnamed), storePath(project, 'tickets', 'my ticket.yaml'));
  await edit(at(done), (text) => text.replace('status: todo', 'status: done'));
  await edit(at(open), (text) => text.replace(/^closed_at: .*$/m, 'closed_at: 2026-01-01T00:00:00Z'));
  const late = await make('late');
  await edit(at(late), (text) =>
    text
      .replace('status: todo', 'status: done')
      .replace(/^started_at: .*$/m, 'started_at: 2026-02-01T00:00:00Z')
      .replace(/^closed_at: .*$/m, 'closed_at: 2026-01-01T00:00:00Z'),
  );
  const lock = { holder_id: 'x', pid: deadProcess(), host: hostname(), acquired_at: Math.floor(Date.now() / 1000) };
  await writeFile(`${at(one)}.lock`, JSON.stringify({ ...lock, operation: null }));
  await writeFile(storePath(project, 'config.yaml.lock'), 'garbled');
  await utimes(storePath(project, 'config.yaml.lock'), 1, 1);
  await edit(storePath(project, 'config.yaml'), (text) => text.replace(/^ {2}default_priority: .*\n/m, ''));
  const nested = storePath(project, '.vibe-ticket', 'tickets');
  await mkdir(nested, { recursive: true });
  const lost = await make('lost');
  await rename(at(lost), `${nested}/${lost}.yaml`);
  // Last, because a write of `new` would remove it.
  await writeFile(storePath(project, 'tickets', orphanName()), 'half');
  return project;
}

/** What a process leaves that dies when it has written an intent and not yet the first file. */
async function leaveUnfinished(
  project: string,
  id: string,
  change: Partial<{ file: string; before: string | null }> = {},
): Promise<void> {
  const before = await readFile(ticketPath(project, id), 'utf8');
  const after = before.replace('Half done', 'All done');
  const info = { who: 'ana', session: 'x', surface: 'cli', action: 'bulk update' };
  const cells = [{ path: ['title'], before: 'Half done', after: 'All done' }];
  const records = [{ kind: 'update', ticket: id, slug: 'half', changes: cells }];
  const intent = {
    process: { pid: deadProcess(), host: hostname() },
    entry: { id: nobody, at: new Date().toISOString(), ...info, records },
    changes: [{ file: `${id}.yaml`, before, after, ...change }],
  };
  await mkdir(storePath(project, 'local', 'operations'), { recursive: true });
  await writeFile(storePath(project, 'local', 'operations', `${nobody}.json`), JSON.stringify(intent));
}

/** Every file below a folder, with its bytes and its time. */
async function allFiles(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files.set(file, `${String((await stat(file)).mtimeMs)} ${await readFile(file, 'latin1')}`);
  }
  return files;
}

/** A temp file of a process that is dead. */
function orphanName(): string {
  return tempName('a.yaml').replace(`.${process.pid}.`, `.${deadProcess()}.`);
}

describe('doctor', () => {
  it('finds nothing in a new store, and in one of vibe-ticket the slug that two tickets share', async () => {
    expect(await doctor(await emptyProject())).toMatchObject({ exit: 0, findings: [] });
    const project = await realProject();
    expect((await doctor(project)).findings).toMatchObject([{ code: 'duplicate-slug', line: null, fixable: true }]);
    expect(await doctor(project, '--fix')).toMatchObject({ exit: 0, findings: [] });
  });

  it('finds every kind of damage, mends it after a backup, and then finds nothing', async () => {
    const project = await damagedProject();
    const found = await doctor(project);
    expect(found).toMatchObject({ exit: 1, backup: null, mended: [] });
    expect(codes(found.findings)).toEqual([
      ...['config', 'dangling-relation', 'duplicate-id', 'duplicate-slug', 'impossible-times', 'nested-store'],
      ...['orphaned-temp-file', 'stuck-lock', 'wrong-name'],
    ]);
    expect(found.findings.filter(({ code }) => code === 'impossible-times')).toHaveLength(3);
    expect(found.findings.filter(({ code }) => code === 'stuck-lock')).toHaveLength(2);
    const fixed = await doctor(project, '--fix');
    expect(fixed).toMatchObject({ exit: 0, findings: [] });
    expect(codes(fixed.mended)).toEqual(codes(found.findings));
    expect(await readFile(storePath(project, 'backups', fixed.backup ?? '', 'tickets', 'copy.yaml'), 'utf8')).toMatch(
      /^id:/m,
    );
    expect(await doctor(project)).toMatchObject({ exit: 0, findings: [] });
    expect(await leftovers(project)).toEqual([]);
    const { tickets } = (await document(project, ['list', '--include-done', '--limit', '50'])) as {
      tickets: { slug: string }[];
    };
    const slugs = tickets.map(({ slug }) => slug.replace(/^\d+-/, '')).sort();
    expect(slugs).toEqual(['done', 'late', 'lost', 'misnamed', 'one', 'one-2', 'open']);
  });

  it('without --fix leaves every byte of a damaged store as it is, also what a dead process left half done', async () => {
    const project = await damagedProject();
    const { id } = await ticketOf(project, ['new', 'half', '--title', 'Half done']);
    await leaveUnfinished(project, id);
    const before = await allFiles(storePath(project));
    const { exit, findings } = await doctor(project);
    expect(exit).toBe(1);
    expect(findings.filter(({ code }) => code === 'unfinished-operation')).toEqual([
      {
        code: 'unfinished-operation',
        file: `local/operations/${nobody}.json`,
        line: null,
        message: 'its process died in the middle of "bulk update"',
        fixable: true,
      },
    ]);
    expect(await allFiles(storePath(project))).toEqual(before);
    const fixed = await doctor(project, '--fix');
    expect(fixed).toMatchObject({ exit: 0, findings: [] });
    expect(codes(fixed.mended)).toContain('unfinished-operation');
    expect(await ticketOf(project, ['show', id])).toMatchObject({ title: 'All done' });
  });

  it.each([
    ['no intent', '{}'],
    ['a list', '[]'],
    ['an intent without a process', JSON.stringify({ entry: { id: 'a', at: 'b', action: 'c' }, changes: [] })],
  ])('tells of %s among the operations', async (_what, text) => {
    const project = await emptyProject();
    await mkdir(storePath(project, 'local', 'operations'), { recursive: true });
    await writeFile(storePath(project, 'local', 'operations', 'x.json'), text);
    expect((await doctor(project, '--fix')).findings).toMatchObject([{ code: 'unfinished-operation', fixable: false }]);
    expect((await listed(project)).length).toBe(0);
  });

  it('never lets an operation lead out of the tickets folder, wherever it came from', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'half', '--title', 'Half done']);
    await leaveUnfinished(project, id, { file: '../../evil.yaml', before: null });
    expect((await doctor(project, '--fix')).findings).toMatchObject([{ code: 'unfinished-operation', fixable: false }]);
    await listed(project);
    expect(await readdir(project)).not.toContain('evil.yaml');
  });

  it('changes values by an operation that can be undone', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'open']);
    await edit(ticketPath(project, id), (text) => text.replace(/^closed_at: .*$/m, 'closed_at: 2026-01-01T00:00:00Z'));
    expect(await doctor(project, '--fix')).toMatchObject({ exit: 0 });
    expect(await ticketOf(project, ['show', id])).toMatchObject({ closed_at: null });
    await document(project, ['undo']);
    expect(await ticketOf(project, ['show', id])).toMatchObject({ closed_at: '2026-01-01T00:00:00Z' });
  });

  it('leaves what it cannot mend as it is, without a backup, and says what to do', async () => {
    const project = await emptyProject();
    const [a, b, c] = [
      (await ticketOf(project, ['new', 'a'])).id,
      (await ticketOf(project, ['new', 'b'])).id,
      (await ticketOf(project, ['new', 'c'])).id,
    ];
    const waitsFor = (id: string) => (text: string) => withMetadata(text, `  depends_on:\n  - ${id}`);
    await edit(ticketPath(project, a), waitsFor(b));
    await edit(ticketPath(project, b), waitsFor(a));
    const copy = storePath(project, 'tickets', 'other.yaml');
    await copyFile(ticketPath(project, c), copy);
    await edit(copy, (text) => text.replace(/^title: .*$/m, 'title: other'));
    const conflict = storePath(project, 'tickets', `${nobody}.yaml`);
    await writeFile(conflict, 'id: x\n<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> b\n');
    await writeFile(storePath(project, 'tickets', 'list.yaml'), '- [');
    await writeFile(storePath(project, 'config.yaml'), 'project: [');
    await mkdir(storePath(project, 'local', 'operations'), { recursive: true });
    await writeFile(storePath(project, 'local', 'operations', 'x.json'), '{');
    const text = await readFile(copy, 'utf8');
    const left = await doctor(project, '--fix');
    expect(left).toMatchObject({ exit: 1, backup: null, mended: [] });
    expect(codes(left.findings)).toEqual([
      ...['config', 'conflict-markers', 'duplicate-id', 'unfinished-operation', 'unparsable', 'waiting-cycle'],
    ]);
    expect(left.findings.every(({ fixable, message }) => !fixable && message.includes(';'))).toBe(true);
    expect(left.findings.find(({ code }) => code === 'conflict-markers')).toMatchObject({
      file: `tickets/${nobody}.yaml`,
      line: 2,
    });
    expect(await readFile(copy, 'utf8')).toBe(text);
    expect(await readFile(storePath(project, 'config.yaml'), 'utf8')).toBe('project: [');
  });

  it('keeps a relation to a ticket whose file cannot be read', async () => {
    const project = await emptyProject();
    const parent = await ticketOf(project, ['new', 'parent']);
    const child = await ticketOf(project, ['new', 'child']);
    await edit(ticketPath(project, child.id), (text) => withMetadata(text, `  parent: ${parent.id}`));
    await rm(ticketPath(project, parent.id));
    await writeFile(storePath(project, 'tickets', 'renamed.yaml'), `id: ${parent.id}\n<<<<<<< HEAD\n`);
    expect(codes((await doctor(project, '--fix')).findings)).toEqual(['conflict-markers']);
    expect(await ticketOf(project, ['show', child.id])).toMatchObject({ metadata: { parent: parent.id } });
  });

  it('leaves an inner store where its ticket is another one than ours', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'ours']);
    const inner = storePath(project, '.vibe-ticket', 'tickets');
    await mkdir(inner, { recursive: true });
    await copyFile(ticketPath(project, id), `${inner}/${id}.yaml`);
    await edit(`${inner}/${id}.yaml`, (text) => text.replace(/^title: .*$/m, 'title: theirs'));
    const { findings } = await doctor(project, '--fix');
    expect(findings).toMatchObject([{ code: 'nested-store', fixable: false }]);
    expect(await readFile(`${inner}/${id}.yaml`, 'utf8')).toContain('theirs');
    expect(await ticketOf(project, ['show', id])).toMatchObject({ title: 'Ours' });
  });

  it('tells a person what is wrong, a line each', async () => {
    const project = await emptyProject();
    await writeFile(storePath(project, 'tickets', 'list.yaml'), '- [');
    const { code, stdout } = await cli(project, ['doctor']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^unparsable tickets\/list\.yaml:1 .*\n1 thing is left to mend by hand\n$/);
  });
});

describe('temp files', () => {
  it('of dead processes and from long ago are removed, those of living ones stay', async () => {
    const project = await emptyProject();
    const [dead, old, own] = [orphanName(), tempName('b.yaml'), tempName('c.yaml')];
    for (const name of [dead, old, own]) await writeFile(storePath(project, 'tickets', name), '');
    await utimes(storePath(project, 'tickets', old), 1, 1);
    await sweepTempFiles(new StoreLayout(project));
    expect(await leftovers(project)).toEqual([`tickets/${own}`]);
  });

  it('are removed by the first write of a process', async () => {
    const project = await emptyProject();
    await writeFile(storePath(project, orphanName()), '');
    await ticketOf(project, ['new', 'write']);
    expect(await leftovers(project)).toEqual([]);
  });
});
