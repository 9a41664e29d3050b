import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SettingsReader } from '../../src/app/settingsReader.js';
import { readGitIdentity } from '../../src/store/gitIdentity.js';
import { tempFolder } from '../harness/tempStore.js';
import { git } from './support/commands.js';

interface Place {
  readonly home: string;
  readonly repository: string;
  readonly env: NodeJS.ProcessEnv;
}

async function place(global = ''): Promise<Place> {
  const home = await tempFolder();
  const repository = path.join(home, 'clients', 'it');
  await mkdir(repository, { recursive: true });
  await git(repository, 'init');
  await writeFile(path.join(home, '.gitconfig'), global);
  return {
    home,
    repository,
    env: { HOME: home, USERPROFILE: home, GIT_CONFIG_NOSYSTEM: '1', TICKETREE_CONFIG: '/dev/null' },
  };
}

async function who({ repository, env }: Place, more: NodeJS.ProcessEnv = {}): Promise<string> {
  const { email, name } = await readGitIdentity(repository, { ...env, ...more });
  return `${name ?? '-'} <${email ?? '-'}>`;
}

const ana = '[user]\n\tname = Ana Müller\n\temail = ana@example.com\n';

describe("git's user", () => {
  it('is the one of the repository before the one of the person', async () => {
    const at = await place(ana);
    expect(await who(at)).toBe('Ana Müller <ana@example.com>');
    await git(at.repository, 'config', 'user.email', 'ana@work.example');
    expect(await who(at)).toBe('Ana Müller <ana@work.example>');
    expect(await who(at, { GIT_AUTHOR_EMAIL: 'bot@ci.example', GIT_AUTHOR_NAME: 'Bot' })).toBe('Bot <bot@ci.example>');
    expect(await who({ ...at, repository: at.home })).toBe('Ana Müller <ana@example.com>');
  });

  it('is the same in a linked worktree and below', async () => {
    const at = await place();
    await git(at.repository, 'config', 'user.name', '花子 "H" #1');
    await git(at.repository, 'commit', '--allow-empty', '-m', 'x');
    const linked = path.join(at.home, 'linked');
    await git(at.repository, 'worktree', 'add', linked);
    const below = path.join(linked, 'a', 'b');
    await mkdir(below, { recursive: true });
    expect(await who({ ...at, repository: below })).toBe('花子 "H" #1 <->');
  });

  it('comes from the folder of the XDG specification, or from the file that GIT_CONFIG_GLOBAL names', async () => {
    const at = await place('[user]\n\temail = home@example.com\n');
    await mkdir(path.join(at.home, '.config', 'git'), { recursive: true });
    await writeFile(path.join(at.home, '.config', 'git', 'config'), ana);
    expect(await who(at)).toBe('Ana Müller <home@example.com>');
    await mkdir(path.join(at.home, 'xdg', 'git'), { recursive: true });
    await writeFile(path.join(at.home, 'xdg', 'git', 'config'), '[user]\nname = X\n');
    expect(await who(at, { XDG_CONFIG_HOME: path.join(at.home, 'xdg') })).toBe('X <home@example.com>');
    await writeFile(path.join(at.home, 'other'), '[user]\nname = G\n');
    expect(await who(at, { GIT_CONFIG_GLOBAL: path.join(at.home, 'other') })).toBe('G <->');
    expect(await who(at, { GIT_CONFIG_GLOBAL: '' })).toBe('- <->');
  });

  it('follows includes, also those for folders, and ends where they run in a circle', async () => {
    const at = await place(
      `${ana}[include]\n\tpath = more/a\n[includeIf "gitdir:~/clients/"]\n\tpath = ~/clients.inc\n` +
        '[includeIf "gitdir:~/elsewhere/"]\n\tpath = ~/elsewhere.inc\n[includeIf "onbranch:main"]\n\tpath = elsewhere.inc\n',
    );
    await mkdir(path.join(at.home, 'more'));
    await writeFile(path.join(at.home, 'more', 'a'), '[user]\nname = Included\n[include]\npath = a\n');
    await writeFile(path.join(at.home, 'clients.inc'), '[user]\nemail = ana@work.example\n');
    await writeFile(path.join(at.home, 'elsewhere.inc'), '[user]\nemail = wrong@example.com\n');
    expect(await who(at)).toBe('Included <ana@work.example>');
    expect(await who({ ...at, repository: at.home })).toBe('Included <ana@example.com>');
  });

  it('agrees with git itself', async () => {
    const at = await place(`${ana}[user "sub"]\n\tname = no\n[USER]\n\tName = "  Ana # 1; \\"two\\" " ; c\n`);
    const env = { ...process.env, HOME: at.home };
    const wanted = execFileSync('git', ['config', 'user.name'], { cwd: at.repository, env, encoding: 'utf8' });
    expect((await readGitIdentity(at.repository, at.env)).name).toBe(wanted.trim());
  });

  it('is nobody where nothing can be read', async () => {
    const at = await place('\u0000\u0001[[[\n<<<<<<<');
    await mkdir(path.join(at.home, '.config', 'git', 'config'), { recursive: true });
    expect(await who(at)).toBe('- <->');
  });
});

describe('@me', () => {
  const reader = (at: Place, more: NodeJS.ProcessEnv = {}): SettingsReader =>
    new SettingsReader(null, at.repository, { ...at.env, ...more });

  it("is git's mail address, known also by the name", async () => {
    const at = await place(ana);
    expect(await reader(at).me()).toBe('ana@example.com');
    expect(await reader(at).myNames()).toEqual(['ana@example.com', 'Ana Müller']);
    expect((await reader(at).all()).resolve('me')).toMatchObject({ value: 'ana@example.com', place: 'git' });
  });

  it('is what the person says instead', async () => {
    const at = await place(ana);
    const mine = path.join(at.home, 'mine.yaml');
    await writeFile(mine, 'schema_version: 1\nme: 花子\n');
    expect(await reader(at, { TICKETREE_CONFIG: mine }).myNames()).toEqual(['花子']);
    expect(await reader(at, { TICKETREE_CONFIG: mine, TICKETREE_ME: ' ci ' }).me()).toBe('ci');
  });

  it('is the account where nobody says anything', async () => {
    const at = await place();
    expect(await reader(at).me()).not.toBe('');
    expect((await reader(at).all()).resolve('me')).toMatchObject({ place: 'your account' });
  });
});
