import { mkdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { encodeTicket } from '../../src/store/codec/encodeTicket.js';
import { emptyProject, openWorkspace, realProject, storePath, ticketPath } from '../harness/tempStore.js';
import { cli, document, failure, listed, ticketOf } from './support/commands.js';
import { sampleTicket } from './support/yaml.js';

const ticket = sampleTicket({ title: 'Almost' });
const good = encodeTicket(ticket);

const faults: readonly (readonly [string, string | Buffer, { line: number | null; reason: string | RegExp }])[] = [
  ['is empty', '', { line: 1, reason: 'the file is empty' }],
  ['is cut off', good.split('\n').slice(0, 4).join('\n'), { line: 1, reason: / is missing$/ }],
  [
    'has conflict markers',
    `<<<<<<< HEAD\n${good}=======\n${good}>>>>>>> x\n`,
    { line: 1, reason: 'unresolved merge conflict' },
  ],
  [
    'is not UTF-8',
    Buffer.from(good.replace('Almost', 'Caf\u00e9'), 'latin1'),
    { line: null, reason: 'the file is not UTF-8' },
  ],
  ['has an unknown status', good.replace('todo', 'Todo'), { line: 6, reason: /^status must be one of/ }],
  ['is a list', '- a\n', { line: 1, reason: /mapping/ }],
  ['is binary', '\0\0\0', { line: 1, reason: / / }],
];

describe('a broken file among good ones', () => {
  it.each(faults)('that %s is listed with line and reason, and the others work', async (_what, content, fault) => {
    const project = await realProject();
    const file = ticketPath(project, ticket.id);
    await writeFile(file, content);
    // One that was written just now would be read again and again for a second: somebody may be at it.
    await utimes(file, new Date(0), new Date(0));
    const { count, broken } = await document(project, ['list', '--include-done', '--archived']);
    expect(count).toBe(66);
    const reason: unknown = typeof fault.reason === 'string' ? fault.reason : expect.stringMatching(fault.reason);
    expect(broken).toEqual([{ file: `${ticket.id}.yaml`, line: fault.line, reason }]);
    for (const name of [ticket.id, ticket.id.slice(0, 8)]) {
      const refused = await failure(project, ['edit', name, '--title', 'x']);
      expect(refused).toMatchObject({
        exit: 1,
        code: 'ticket_broken',
        message: expect.stringContaining(ticket.id) as unknown,
      });
    }
    const [other] = await listed(project);
    await document(project, ['edit', other?.id ?? '', '--title', 'Works']);
    expect(await readFile(file)).toEqual(Buffer.from(content));
  });

  it('is a warning for a person, on stderr', async () => {
    const project = await emptyProject();
    await ticketOf(project, ['new', 'good']);
    await writeFile(storePath(project, 'tickets', 'bad.yaml'), 'a: [\n');
    const { code, stdout, stderr } = await cli(project, ['list']);
    expect(code).toBe(0);
    expect(stdout).toContain('Good');
    expect(stderr).toMatch(/^warning: bad\.yaml: line \d+: .+\n$/);
  });

  it('may be a folder, a link to nowhere or a link to itself', async () => {
    const project = await emptyProject();
    await ticketOf(project, ['new', 'good']);
    await mkdir(storePath(project, 'tickets', 'x.yaml'));
    await symlink('/nowhere/at/all', storePath(project, 'tickets', 'y.yaml'));
    await symlink('z.yaml', storePath(project, 'tickets', 'z.yaml'));
    const { count, broken } = await document(project, ['list']);
    expect(count).toBe(1);
    expect(broken).toEqual([
      { file: 'x.yaml', line: null, reason: 'this is a folder, not a file' },
      { file: 'z.yaml', line: null, reason: 'cannot be read (ELOOP)' },
    ]);
  });
});

describe('a ticket in the wrong file', () => {
  it('whose name is not its id is read, shown and edited where it is', async () => {
    const project = await emptyProject();
    const file = storePath(project, 'tickets', 'improve-search.yaml');
    await writeFile(file, good);
    expect(await ticketOf(project, ['edit', ticket.slug, '--title', 'Edited'])).toMatchObject({ id: ticket.id });
    expect(await readFile(file, 'utf8')).toBe(good.replace('Almost', 'Edited'));
    expect(await listed(project)).toHaveLength(1);
  });

  it('that has the id of another counts as broken, and is left alone', async () => {
    const project = await emptyProject();
    const copy = storePath(project, 'tickets', 'a copy.yaml');
    await writeFile(copy, good.replace('Almost', 'The copy'));
    await writeFile(ticketPath(project, ticket.id), good);
    const { tickets, broken } = await document(project, ['list']);
    expect(tickets).toMatchObject([{ title: 'Almost' }]);
    expect(broken).toEqual([{ file: 'a copy.yaml', line: 1, reason: `its id is that of ${ticket.id}.yaml` }]);
    await document(project, ['edit', ticket.id, '--title', 'Edited']);
    expect(await readFile(copy, 'utf8')).toBe(good.replace('Almost', 'The copy'));
  });

  it('takes its place when the one that it copies is gone', async () => {
    const project = await emptyProject();
    await writeFile(storePath(project, 'tickets', 'copy.yaml'), good.replace('Almost', 'The copy'));
    await writeFile(ticketPath(project, ticket.id), good);
    const { store } = await openWorkspace(project);
    expect(store.get(ticket.id)?.title).toBe('Almost');
    await rm(ticketPath(project, ticket.id));
    await store.refresh();
    expect(store.get(ticket.id)?.title).toBe('The copy');
    expect(store.broken).toEqual([]);
  });

  it('is not edited in place of the ticket that was there a moment ago', async () => {
    const project = await emptyProject();
    await writeFile(ticketPath(project, ticket.id), good);
    const { tickets } = await openWorkspace(project);
    const other = encodeTicket(sampleTicket({ title: 'Another one' }));
    await writeFile(ticketPath(project, ticket.id), other);
    await expect(tickets.edit(ticket.id, { title: 'x' })).rejects.toMatchObject({ code: 'ticket_not_found' });
    expect(await readFile(ticketPath(project, ticket.id), 'utf8')).toBe(other);
  });
});
