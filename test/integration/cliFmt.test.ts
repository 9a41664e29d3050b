import { readdir, readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { leftovers, realProject, storePath } from '../harness/tempStore.js';
import { cli, document, failure, ticketOf } from './support/commands.js';

interface Report {
  formatted: { id: string; file: string }[];
  unformatted: { id: string; file: string }[];
  refused: { file: string; line: number | null; reason: string }[];
  comments: string[];
}

const nothing = { formatted: [], unformatted: [], refused: [], comments: [] };

async function fmt(project: string, ...args: string[]): Promise<Report & { exit: number | null }> {
  const { code, stdout, stderr } = await cli(project, ['fmt', ...args, '--json']);
  expect(stderr).toBe('');
  return { ...(JSON.parse(stdout) as Report), exit: code };
}

async function allFiles(project: string): Promise<Map<string, string>> {
  const names = (await readdir(storePath(project, 'tickets'))).sort();
  const texts = await Promise.all(names.map((name) => readFile(storePath(project, 'tickets', name), 'utf8')));
  return new Map(names.map((name, index) => [name, texts[index] ?? '']));
}

/** A real store that is in canonical form but for four files. */
async function untidyProject() {
  const project = await realProject();
  const before = await allFiles(project);
  const names = [...before.keys()];
  const change = async (index: number, edit: (text: string) => string): Promise<string> => {
    const name = names[index] ?? '';
    const text = before.get(name) ?? '';
    expect(edit(text)).not.toBe(text);
    await writeFile(storePath(project, 'tickets', name), edit(text));
    return name;
  };
  const quoted = await change(3, (text) => text.replace(/^status: (\w+)$/m, "status:   '$1'"));
  const crlf = await change(10, (text) => text.replaceAll('\n', '\r\n'));
  const commented = await change(20, (text) => `# 急ぎ 🚀\n${text}`);
  const broken = await change(30, (text) => text.replace(/^status: .*$/m, 'status: [unclosed'));
  const idOf = (file: string): string => file.slice(0, -'.yaml'.length);
  return { project, before, quoted, crlf, commented, broken, idOf };
}

describe('fmt', () => {
  it('leaves alone what vibe-ticket wrote', async () => {
    const project = await realProject();
    const before = await allFiles(project);
    expect(await fmt(project, '--check')).toMatchObject({ ...nothing, exit: 0 });
    expect(await document(project, ['fmt'])).toEqual({ schemaVersion: 1, kind: 'format', ...nothing });
    expect(await allFiles(project)).toEqual(before);
    expect((await cli(project, ['fmt'])).stdout).toBe('All files are in canonical form\n');
  });

  it('--check lists all that is not in canonical form, ends with 1 and changes no byte', async () => {
    const { project, quoted, crlf, commented, broken, idOf } = await untidyProject();
    const before = await allFiles(project);
    const report = await fmt(project, '--check');
    expect(report).toMatchObject({ exit: 1, formatted: [], comments: [commented] });
    expect(report.unformatted).toEqual([quoted, crlf].map((file) => ({ id: idOf(file), file })));
    expect(report.refused).toEqual([
      { file: broken, line: expect.any(Number) as unknown, reason: expect.any(String) as unknown },
    ]);
    expect(await allFiles(project)).toEqual(before);
  });

  it('gives odd quoting and line ends their old form, and refuses a broken file beside them', async () => {
    const { project, before, quoted, crlf, commented, broken } = await untidyProject();
    const untidy = await allFiles(project);
    const report = await fmt(project);
    expect(report).toMatchObject({ exit: 1, unformatted: [], comments: [commented], refused: [{ file: broken }] });
    expect(report.formatted.map(({ file }) => file)).toEqual([quoted, crlf]);
    const left = [commented, broken].map((name) => [name, untidy.get(name) ?? ''] as const);
    expect(await allFiles(project)).toEqual(new Map([...before, ...left]));
    expect(await leftovers(project)).toEqual([]);
  });

  it('formats only the tickets that are named, also with the loss of comments', async () => {
    const { project, before, quoted, commented, idOf } = await untidyProject();
    const untidy = await allFiles(project);
    const kept = await fmt(project, idOf(commented));
    expect(kept).toMatchObject({ ...nothing, comments: [commented], exit: 0 });
    expect(await allFiles(project)).toEqual(untidy);
    const report = await fmt(project, idOf(commented), idOf(quoted), idOf(quoted), '--drop-comments');
    expect(report).toMatchObject({ exit: 0, comments: [], refused: [] });
    expect(report.formatted.map(({ file }) => file)).toEqual([quoted, commented]);
    const done = [quoted, commented].map((name) => [name, before.get(name) ?? ''] as const);
    expect(await allFiles(project)).toEqual(new Map([...untidy, ...done]));
  });

  it('refuses a broken file that is named, and formats those named with it', async () => {
    const { project, before, crlf, broken, idOf } = await untidyProject();
    const report = await fmt(project, idOf(broken), idOf(crlf));
    expect(report).toMatchObject({ exit: 1, refused: [{ file: broken }], formatted: [{ file: crlf }] });
    expect((await allFiles(project)).get(crlf)).toBe(before.get(crlf));
  });

  it('changes nothing when a named ticket is not there, or the store is of a newer program', async () => {
    const { project, quoted, idOf } = await untidyProject();
    const untidy = await allFiles(project);
    expect(await failure(project, ['fmt', idOf(quoted), 'no-such-ticket'])).toMatchObject({ code: 'ticket_not_found' });
    await writeFile(storePath(project, 'ticketree.yaml'), 'schema_version: 99\n');
    expect(await failure(project, ['fmt'])).toMatchObject({ code: 'store_newer' });
    expect(await allFiles(project)).toEqual(untidy);
  });

  it('keeps what the ticket says', async () => {
    const { project, quoted, idOf } = await untidyProject();
    const before = await ticketOf(project, ['show', idOf(quoted)]);
    await fmt(project, idOf(quoted));
    expect(await ticketOf(project, ['show', idOf(quoted)])).toEqual(before);
  });
});
