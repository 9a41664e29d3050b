import { appendFile, mkdir, readFile, rename, rm, truncate, writeFile, cp } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { encodeTicket } from '../../src/store/codec/encodeTicket.js';
import { emptyProject, openWorkspace, realProject, storePath, tempFolder, ticketPath } from '../harness/tempStore.js';
import { git, ticketOf } from './support/commands.js';
import { Recorder } from './support/recorder.js';
import { sampleTicket } from './support/yaml.js';

describe('a watched store', () => {
  it('never calls a file broken that is truncated and completed some 100 ms later', async () => {
    const project = await realProject();
    const { store } = await openWorkspace(project);
    store.watch();
    const told = new Recorder(store);
    for (const { id } of store.tickets.slice(0, 3)) {
      const file = ticketPath(project, id);
      const text = (await readFile(file, 'utf8')).replace(/^title: .*$/m, `title: Rewritten ${id}`);
      await truncate(file);
      await delay(60);
      await appendFile(file, text.slice(0, 60));
      await delay(60);
      await appendFile(file, text.slice(60));
      await told.until(`disk updated Rewritten ${id}`);
    }
    expect(told.lines).toHaveLength(3);
    expect(told.lines.filter((line) => line.includes('broken') || line.includes('deleted'))).toEqual([]);
  });

  it('tells of other files while one is half-written, and calls that one broken when nobody completes it', async () => {
    const project = await realProject();
    const { store } = await openWorkspace(project);
    store.watch();
    const told = new Recorder(store);
    const [half, whole] = store.tickets.map(({ id }) => id);
    await truncate(ticketPath(project, half ?? ''));
    // Until here the writer has been noticed, and is being waited for.
    await delay(60);
    const text = await readFile(ticketPath(project, whole ?? ''), 'utf8');
    await writeFile(ticketPath(project, whole ?? ''), text.replace(/^title: .*$/m, 'title: Meanwhile'));
    const broken = `disk broken ${half ?? ''}.yaml: the file is empty`;
    await told.until(broken);
    expect(told.lines.filter((line) => !line.startsWith('disk deleted'))).toEqual(['disk updated Meanwhile', broken]);
  });

  it('tells of 200 files that change at once, of each of them', async () => {
    const project = await emptyProject();
    const tickets = Array.from({ length: 200 }, () => sampleTicket());
    const write = (title: string): Promise<unknown> =>
      Promise.all(
        tickets.map((ticket) =>
          writeFile(ticketPath(project, ticket.id), encodeTicket({ ...ticket, title: `${title} ${ticket.slug}` })),
        ),
      );
    await write('First');
    const { store } = await openWorkspace(project);
    store.watch();
    const told = new Recorder(store);
    await write('Second');
    await told.untilCount(200);
    expect(told.lines.sort()).toEqual(tickets.map(({ slug }) => `disk updated Second ${slug}`).sort());
  });

  it('follows a checkout of another branch', async () => {
    const project = await realProject();
    await git(project, 'init');
    await git(project, 'add', '.');
    await git(project, 'commit', '-m', 'all');
    await git(project, 'checkout', '-b', 'other');
    const { id } = await ticketOf(project, ['new', 'only-there']);
    const [first] = await readNames(project);
    await git(project, 'rm', '-q', path.join('.vibe-ticket', 'tickets', first ?? ''));
    await git(project, 'add', '.');
    await git(project, 'commit', '-m', 'other');
    const { store } = await openWorkspace(project);
    store.watch();
    const told = new Recorder(store);
    await git(project, 'checkout', 'main');
    await told.untilCount(2);
    expect(told.lines.map((line) => line.split(' ').slice(0, 2).join(' ')).sort()).toEqual([
      'disk created',
      'disk deleted',
    ]);
    expect(store.get(id)).toBeUndefined();
    expect(store.tickets).toHaveLength(66);
  });

  it('notices that its folder is gone and that it is back, with its tickets', async () => {
    const project = await realProject();
    const { store } = await openWorkspace(project);
    store.watch();
    const told = new Recorder(store);
    const aside = path.join(await tempFolder(), 'aside');
    await rename(storePath(project), aside);
    await told.until('disk store false');
    expect(store.tickets).toEqual([]);
    await expect(store.refresh()).rejects.toMatchObject({ code: 'no_store' });
    await rename(aside, storePath(project));
    await told.until('disk store true');
    await told.untilCount(2 * 66 + 2);
    expect(store.tickets).toHaveLength(66);
    await ticketOf(project, ['new', 'seen-again']);
    await told.until('disk created Seen Again');
  });

  it('notices that its folder is deleted file by file, and copied back', async () => {
    const project = await realProject();
    const { store } = await openWorkspace(project);
    store.watch();
    const told = new Recorder(store);
    const copy = path.join(await tempFolder(), 'copy');
    await cp(storePath(project), copy, { recursive: true });
    await rm(storePath(project), { recursive: true });
    await told.until('disk store false');
    await cp(copy, storePath(project), { recursive: true });
    await told.until('disk store true');
    await told.untilCount(2 * 66 + 2);
    expect(told.lines.filter((line) => line.startsWith('disk store'))).toEqual(['disk store false', 'disk store true']);
    expect(store.tickets).toHaveLength(66);
    expect(store.broken).toEqual([]);
  });

  it('goes on where its tickets folder is made anew', async () => {
    const project = await emptyProject();
    const { store } = await openWorkspace(project);
    store.watch();
    const told = new Recorder(store);
    await rm(storePath(project, 'tickets'), { recursive: true });
    await mkdir(storePath(project, 'tickets'));
    await ticketOf(project, ['new', 'first']);
    await told.until('disk created First');
    await ticketOf(project, ['new', 'second']);
    await told.until('disk created Second');
  });
});

async function readNames(project: string): Promise<string[]> {
  const listing = await git(project, 'ls-files', '.vibe-ticket/tickets');
  return listing
    .trim()
    .split('\n')
    .map((name) => path.basename(name));
}
