import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CliOptions } from '../harness/cli.js';
import { root } from '../harness/paths.mjs';
import { emptyProject, tempFolder, ticketPath } from '../harness/tempStore.js';
import { cli, failure, ticketOf } from './support/commands.js';

interface Desk {
  project: string;
  id: string;
  /** Where the copies for the editor are made. */
  temp: string;
  options: CliOptions;
}

/** A project with a ticket, and an editor that runs a shell script with the copy as `$1`. */
async function desk(script: string): Promise<Desk> {
  const project = await emptyProject();
  const { id } = await ticketOf(project, ['new', 'edited']);
  const [bin, temp] = [await tempFolder(), await tempFolder()];
  const editor = path.join(bin, 'editor');
  await writeFile(editor, `#!/bin/sh\n${script}\n`);
  await chmod(editor, 0o755);
  return { project, id, temp, options: { env: { VISUAL: undefined, EDITOR: editor, TMPDIR: temp } } };
}

/** The copy that was kept, with its path. */
async function keptCopy({ temp }: Desk): Promise<{ file: string; text: string }> {
  const [folder] = await readdir(temp);
  const [name] = await readdir(path.join(temp, folder ?? ''));
  const file = path.join(temp, folder ?? '', name ?? '');
  return { file, text: await readFile(file, 'utf8') };
}

describe('edit --editor', () => {
  it('saves what was changed in the editor, and leaves no copy', async () => {
    const { project, id, temp, options } = await desk(`sed -i 's/^title: .*/title: From the editor/' "$1"`);
    const { code, stdout } = await cli(project, ['edit', id, '--editor', '--json'], options);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'ticket', ticket: { id, title: 'From the editor' } });
    expect(await readFile(ticketPath(project, id), 'utf8')).toContain('\ntitle: From the editor\n');
    expect(await readdir(temp)).toEqual([]);
  });

  it('shows the YAML of the file', async () => {
    const { project, id, temp, options } = await desk(`cp "$1" "$TMPDIR/seen"`);
    expect((await cli(project, ['edit', id, '-e'], options)).code).toBe(0);
    expect(await readFile(path.join(temp, 'seen'), 'utf8')).toBe(await readFile(ticketPath(project, id), 'utf8'));
  });

  it('changes nothing when nothing was changed', async () => {
    const { project, id, temp, options } = await desk('true');
    const before = await readFile(ticketPath(project, id), 'utf8');
    expect((await cli(project, ['edit', id, '-e'], options)).code).toBe(0);
    expect(await readFile(ticketPath(project, id), 'utf8')).toBe(before);
    expect(await readdir(temp)).toEqual([]);
  });

  it('refuses when somebody changed the same meanwhile, keeps the copy and names it', async () => {
    const cliFile = path.join(root, 'dist', 'cli.cjs');
    const there = `"${process.execPath}" "${cliFile}" -p "$PROJECT" edit edited --title Theirs > /dev/null`;
    const place = await desk(`${there}\nsed -i 's/^title: .*/title: Mine/' "$1"`);
    const { project, id, options } = place;
    const env = { ...options.env, PROJECT: project };
    const { code, stderr } = await cli(project, ['edit', id, '-e', '--json'], { env });
    const copy = await keptCopy(place);
    expect(code).toBe(4);
    expect(JSON.parse(stderr)).toMatchObject({
      code: 'ticket_changed',
      hint: expect.stringContaining(copy.file) as unknown,
    });
    expect(copy.text).toContain('\ntitle: Mine\n');
    expect(await ticketOf(project, ['show', id])).toMatchObject({ title: 'Theirs' });
  });

  it.each([
    ['is no YAML', `printf 'a: [\\n' > "$1"`, 1, 'ticket_broken'],
    ['is empty', `: > "$1"`, 1, 'ticket_broken'],
    ['is no UTF-8', `LC_ALL=C sed -i "s/^title: .*/title: Caf$(printf '\\351')/" "$1"`, 1, 'ticket_broken'],
    ['has another id', `sed -i 's/^id: ..../id: 0000/' "$1"`, 2, 'invalid_value'],
    ['has no title', `sed -i "s/^title: .*/title: ''/" "$1"`, 2, 'invalid_value'],
  ])('refuses a text that %s, and keeps it', async (_what, script, exit, code) => {
    const place = await desk(script);
    const { project, id, options } = place;
    const before = await readFile(ticketPath(project, id), 'utf8');
    const failed = await failure(project, ['edit', id, '-e'], options);
    expect(failed).toMatchObject({ exit, code });
    expect(failed.hint).toContain((await keptCopy(place)).file);
    expect(await readFile(ticketPath(project, id), 'utf8')).toBe(before);
  });

  it.each([
    ['fails', 'exit 3', {}],
    ['is killed', 'kill -9 $$', {}],
    ['is missing', '', { VISUAL: '/nowhere/editor --wait' }],
    ['deletes the copy', 'rm "$1"', {}],
  ])('refuses when the editor %s, and leaves no copy that holds nothing new', async (_what, script, env) => {
    const { project, id, temp, options } = await desk(script);
    const failed = await failure(project, ['edit', id, '-e'], { env: { ...options.env, ...env } });
    expect(failed.code).not.toBe('internal');
    expect(failed.hint).not.toContain('Your edit is in');
    expect(await readdir(temp)).toEqual([]);
  });

  it('keeps what was typed when the editor fails after that', async () => {
    const place = await desk(`echo '# typed' >> "$1"; exit 1`);
    const failed = await failure(place.project, ['edit', place.id, '-e'], place.options);
    const { file, text } = await keptCopy(place);
    expect(failed.hint).toContain(file);
    expect(text).toContain('# typed');
  });

  it('passes on the options of the editor, never through a shell', async () => {
    const { project, id, options } = await desk(
      `test "$#" = 2 && test "$1" = '--wait;x' && sed -i 's/^title: .*/title: Waited/' "$2"`,
    );
    const env = { ...options.env, VISUAL: `${options.env?.['EDITOR'] ?? ''} --wait;x` };
    expect((await cli(project, ['edit', id, '-e'], { env })).code).toBe(0);
    expect((await ticketOf(project, ['show', id])).title).toBe('Waited');
  });
});
