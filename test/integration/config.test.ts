import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { settingKeys } from '../../src/domain/settings.js';
import { makeReadOnly } from '../harness/readOnly.js';
import { emptyProject, leftovers, realProject, storePath, tempFolder } from '../harness/tempStore.js';
import { cli, document, failure, ticketOf } from './support/commands.js';
import { withoutChildCoverage } from './support/withoutChildCoverage.js';

withoutChildCoverage();

interface ShownSetting {
  key: string;
  value: unknown;
  source: string;
  place: string | null;
}

async function get(project: string, key: string, env: Record<string, string> = {}): Promise<ShownSetting> {
  const { code, stdout, stderr } = await cli(project, ['config', 'get', key, '--json'], { env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return (JSON.parse(stdout) as { setting: ShownSetting }).setting;
}

function configOf(project: string): Promise<string> {
  return readFile(storePath(project, 'config.yaml'), 'utf8');
}

describe('config', () => {
  it('changes one key and keeps all other bytes', async () => {
    const project = await realProject();
    const before = await configOf(project);
    expect(await document(project, ['config', 'set', 'ui.page_size', '50'])).toMatchObject({
      kind: 'setting',
      setting: { key: 'ui.page_size', value: 50, source: 'config', default: 20 },
      warnings: [],
    });
    expect(await configOf(project)).toBe(before.replace('page_size: 20', 'page_size: 50'));
    await document(project, ['config', 'reset', 'ui.page_size']);
    expect(await configOf(project)).toBe(before);
    expect(await leftovers(project)).toEqual([]);
  });

  it('sets also what the command line of vibe-ticket cannot set, and completes an old file', async () => {
    const project = await realProject();
    const whole = await configOf(project);
    await writeFile(storePath(project, 'config.yaml'), whole.replace(/ {2}worktree_.*\n/g, ''));
    await document(project, ['config', 'set', 'git.worktree_default', 'off']);
    await document(project, ['config', 'set', 'plugins.enabled', 'a, b']);
    expect(await configOf(project)).toBe(
      whole
        .replace('worktree_default: true', 'worktree_default: false')
        .replace('enabled: []', 'enabled:\n  - a\n  - b'),
    );
  });

  it('says what holds and who says so, in the order of the one rule', async () => {
    const project = await emptyProject();
    const mine = path.join(await tempFolder(), 'deep', 'mine.yaml');
    const env = { TICKETREE_CONFIG: mine };
    expect(await get(project, 'ui.theme', env)).toMatchObject({ value: 'auto', source: 'config' });
    await cli(project, ['config', 'set', '--team', 'ui.theme', 'dark'], { env });
    expect(await get(project, 'ui.theme', env)).toMatchObject({
      value: 'dark',
      source: 'team',
      place: storePath(project, 'ticketree.yaml'),
    });
    const { stdout } = await cli(project, ['config', 'set', 'ui.theme', 'light', '--personal'], { env });
    expect(stdout).toBe(`ui.theme is light (${mine})\n`);
    expect(await get(project, 'ui.theme', env)).toMatchObject({ value: 'light', source: 'personal', place: mine });
    expect(await readFile(mine, 'utf8')).toBe('schema_version: 1\nui:\n  theme: light\n');
    expect(await readFile(storePath(project, 'ticketree.yaml'), 'utf8')).toBe(
      'schema_version: 1\nui:\n  theme: dark\n',
    );
    await cli(project, ['config', 'reset', '--personal', 'ui.theme'], { env });
    await cli(project, ['config', 'reset', '--team', 'ui.theme'], { env });
    expect(await get(project, 'ui.theme', env)).toMatchObject({ value: 'auto', source: 'config' });
  });

  it('has its effect on new tickets: the person before the team before vibe-ticket', async () => {
    const project = await emptyProject();
    await document(project, ['config', 'set', 'project.default_priority', 'low']);
    await document(project, ['config', 'set', 'project.default_assignee', '花子 🎟']);
    expect(await ticketOf(project, ['new', 'a'])).toMatchObject({ priority: 'low', assignee: '花子 🎟' });
    await document(project, ['config', 'set', '--team', 'project.default_priority', 'high']);
    expect(await ticketOf(project, ['new', 'b'])).toMatchObject({ priority: 'high' });
    await document(project, ['config', 'set', 'project.default_assignee', 'null']);
    expect(await ticketOf(project, ['new', 'c'])).toMatchObject({ priority: 'high', assignee: null });
  });

  it('resets everything but the name of the project', async () => {
    const project = await realProject();
    const before = await configOf(project);
    await document(project, ['config', 'set', 'ui.theme', 'dark']);
    await document(project, ['config', 'set', 'claim.lease_minutes', '5']);
    await document(project, ['config', 'reset', '--force']);
    expect(await configOf(project)).toBe(before);
    expect(await readFile(storePath(project, 'ticketree.yaml'), 'utf8')).toBe('schema_version: 1\n');
  });

  it('shows every setting, and one in full', async () => {
    const project = await emptyProject();
    const { settings } = (await document(project, ['config', 'show'])) as { settings: ShownSetting[] };
    expect(settings.map(({ key }) => key)).toEqual(settingKeys);
    const table = (await cli(project, ['config', 'show'])).stdout.trimEnd().split('\n');
    expect(table.map((line) => line.split(/ {2,}/)[0])).toEqual(settingKeys);
    expect((await cli(project, ['config', 'show', 'claim.lease_minutes'])).stdout).toContain('from 1 to 1440');
    expect((await cli(project, ['config', 'get', 'archive.after_days'])).stdout).toBe('');
    expect((await cli(project, ['config', 'get', 'ui.date_format'])).stdout).toBe('%Y-%m-%d %H:%M\n');
  });

  it('knows a person outside of any project, as git does', async () => {
    const nowhere = await tempFolder();
    const home = await tempFolder();
    const env = { TICKETREE_CONFIG: '', XDG_CONFIG_HOME: home };
    expect((await cli(nowhere, ['config', 'set', 'me', 'ana@example.com'], { env })).code).toBe(0);
    expect(await readFile(path.join(home, 'ticketree', 'config.yaml'), 'utf8')).toContain('me: ana@example.com\n');
    expect(await get(nowhere, 'me', env)).toMatchObject({ value: 'ana@example.com', source: 'personal' });
    expect(await get(nowhere, 'me', { ...env, TICKETREE_ME: 'bob' })).toMatchObject({
      value: 'bob',
      source: 'environment',
    });
    expect(await failure(nowhere, ['config', 'set', 'ui.theme', 'dark'])).toMatchObject({ exit: 3, code: 'no_store' });
    expect(await failure(nowhere, ['config', 'show'])).toMatchObject({ exit: 3, code: 'no_store' });
  });

  it("writes a person's own file through a link into another folder", async () => {
    const folder = await tempFolder();
    const shared = path.join(folder, 'dotfiles.yaml');
    await writeFile(shared, 'schema_version: 1\n');
    await mkdir(path.join(folder, 'config'));
    await symlink(shared, path.join(folder, 'config', 'mine.yaml'));
    const env = { TICKETREE_CONFIG: path.join(folder, 'config', 'mine.yaml') };
    expect((await cli(folder, ['config', 'set', 'color', 'never'], { env })).code).toBe(0);
    expect(await readFile(shared, 'utf8')).toBe('schema_version: 1\ncolor: never\n');
  });
});

it('refuses to put a file in the place of what is none, such as a socket or a device', async () => {
  const folder = await tempFolder();
  const socket = path.join(folder, 'socket');
  const server = createServer();
  onTestFinished(() => void server.close());
  await once(server.listen(socket), 'listening');
  const said = await failure(folder, ['config', 'set', 'color', 'never'], { env: { TICKETREE_CONFIG: socket } });
  expect(said).toMatchObject({ code: 'store_damaged', exit: 1 });
  expect((await stat(socket)).isSocket()).toBe(true);
  expect(await readdir(folder)).toEqual(['socket']);
});

describe('config refuses', () => {
  it.each([
    [['get', 'ui.pagesize'], 3, 'setting_not_found', 'Did you mean ui.page_size?'],
    [['get', 'page_size'], 3, 'setting_not_found', 'Did you mean ui.page_size?'],
    [['set', '__proto__', 'x'], 3, 'setting_not_found', ''],
    [['set', 'ui.emoji', 'maybe'], 2, 'invalid_value', 'Use true or false.'],
    [['set', 'ui.page_size', '0'], 2, 'invalid_value', 'from 1 to 100000'],
    [['set', 'ui.theme', 'dark\nemoji: false'], 2, 'invalid_value', ''],
    [['set', 'project.name', 'x\n  evil: 1'], 2, 'invalid_value', ''],
    [['set', 'git.branch_prefix', '../x y'], 2, 'invalid_value', ''],
    [['set', '--personal', 'archive.after_days', '3'], 2, 'usage', 'ticketree.yaml'],
    [['set', '--team', '--personal', 'ui.theme', 'dark'], 2, 'usage', ''],
    [['reset'], 2, 'usage', '--force'],
  ])('%j', async (args, exit, code, hint) => {
    const project = await emptyProject();
    const before = await configOf(project);
    const said = await failure(project, ['config', ...args]);
    expect(said).toMatchObject({ exit, code });
    expect(said.hint).toContain(hint);
    expect(await configOf(project)).toBe(before);
    await expect(readFile(storePath(project, 'ticketree.yaml'))).rejects.toThrow('ENOENT');
  });
});

describe('damaged settings', () => {
  const half = '<<<<<<< ours\nui:\n  theme: dark\n=======\nui:\n  theme: light\n>>>>>>> theirs\n';

  it.each([
    ['a conflict', half, 'unresolved merge conflict'],
    ['tabs', 'ui:\n\ttheme: dark\n', 'tabs'],
    ['a key twice', 'ui:\n  theme: dark\n  theme: light\n', 'occurs twice'],
    ['nothing in it', '', 'empty'],
  ])('are not overwritten (%s); defaults hold, with a warning', async (_what, text, reason) => {
    const project = await emptyProject();
    await writeFile(storePath(project, 'config.yaml'), text);
    const said = await failure(project, ['config', 'set', 'ui.emoji', 'off']);
    expect(said).toMatchObject({ exit: 1, code: 'store_damaged' });
    expect(said.message).toContain(reason);
    expect(await configOf(project)).toBe(text);
    const { warnings } = (await document(project, ['config', 'show'])) as { warnings: string[] };
    expect(warnings.join()).toContain(reason);
    expect((await cli(project, ['config', 'show'])).stderr).toContain('warning: ');
    expect(await ticketOf(project, ['new', 'still'])).toMatchObject({ priority: 'medium', assignee: null });
  });

  it('are written anew by a reset that is forced, which keeps a copy', async () => {
    const project = await realProject();
    await writeFile(storePath(project, 'config.yaml'), half);
    await document(project, ['config', 'reset', '--force']);
    expect(await configOf(project)).toContain('project:\n  name: vibe-ticket\n');
    const copies = storePath(project, 'backups', 'migrations');
    const [copy = ''] = await readdir(copies);
    expect(copy).toMatch(/^config\.yaml-damaged-/);
    expect(await readFile(path.join(copies, copy), 'utf8')).toBe(half);
  });

  it('are none in a folder that is read-only, where a change is refused', async () => {
    const project = await emptyProject();
    const before = await configOf(project);
    const undo = await makeReadOnly(storePath(project));
    try {
      expect(await failure(project, ['config', 'set', 'ui.theme', 'dark'])).toMatchObject({ code: 'not_writable' });
      expect(await get(project, 'ui.theme')).toMatchObject({ value: 'auto' });
    } finally {
      await undo();
    }
    expect(await configOf(project)).toBe(before);
  });

  it('may be missing, or a folder: defaults hold', async () => {
    const project = await emptyProject();
    await rm(storePath(project, 'config.yaml'));
    const { warnings } = (await document(project, ['config', 'show'])) as { warnings: string[] };
    expect(warnings).toEqual([`${storePath(project, 'config.yaml')} is missing; defaults hold.`]);
    await document(project, ['config', 'set', 'ui.theme', 'dark']);
    expect(await configOf(project)).toContain(`name: ${path.basename(project)}\n`);
    await rm(storePath(project, 'config.yaml'));
    await mkdir(storePath(project, 'config.yaml'));
    expect(await get(project, 'ui.theme')).toMatchObject({ value: 'auto', source: 'default' });
    expect(await failure(project, ['config', 'set', 'ui.theme', 'dark'])).toMatchObject({ code: 'store_damaged' });
  });
});

it('keeps the changes of many processes, each of another key', async () => {
  const project = await realProject();
  const changes: Record<string, string> = {
    'ui.theme': 'dark',
    'ui.emoji': 'false',
    'ui.page_size': '33',
    'project.name': '名前: 🎟',
    'project.default_assignee': 'ana',
    'git.auto_branch': 'false',
    'git.worktree_prefix': './w-',
    'plugins.directory': 'p',
  };
  await Promise.all(Object.entries(changes).map(([key, value]) => document(project, ['config', 'set', key, value])));
  for (const [key, value] of Object.entries(changes)) {
    expect(String((await get(project, key)).value), key).toBe(value);
  }
  expect(await leftovers(project)).toEqual([]);
});
