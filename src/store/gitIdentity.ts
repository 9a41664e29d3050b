import { dirname, isAbsolute, join, resolve } from 'node:path';
import { configHome, homeFolder } from './configSources.js';
import { readTextIfThere } from './files.js';
import { findCheckout } from './gitCheckout.js';
import { parseGitConfig, type GitSetting } from './gitConfigText.js';

/** Who a person is for git. */
export interface GitIdentity {
  readonly email: string | null;
  readonly name: string | null;
}

/** git itself gives up a chain of includes at this depth. */
const deepestInclude = 10;

interface Reading {
  readonly env: NodeJS.ProcessEnv;
  /** The folder that `includeIf "gitdir:…"` asks for; null outside git. */
  readonly gitDir: string | null;
}

/**
 * Who the person is in a folder, by git's environment and configuration files. git itself is not run, which restricted
 * mode and start-up time forbid; of conditional includes those by folder are followed. What cannot be read is passed
 * over.
 */
export async function readGitIdentity(folder: string, env: NodeJS.ProcessEnv): Promise<GitIdentity> {
  const checkout = await findCheckout(folder);
  const reading: Reading = { env, gitDir: checkout?.commonDir ?? null };
  const local = checkout === null ? [] : [join(checkout.commonDir, 'config')];
  const user = new Map<string, string>();
  for (const path of [...systemFiles(env), ...globalFiles(env), ...local]) {
    for (const { section, subsection, name, value } of await readConfig(path, reading, 0)) {
      if (section === 'user' && subsection === null) user.set(name, value);
    }
  }
  const first = (...values: (string | undefined)[]): string | null =>
    values.map((value) => value?.trim() ?? '').find((value) => value !== '') ?? null;
  return {
    email: first(env['GIT_AUTHOR_EMAIL'], user.get('email'), env['EMAIL']),
    name: first(env['GIT_AUTHOR_NAME'], user.get('name')),
  };
}

function systemFiles(env: NodeJS.ProcessEnv): string[] {
  if (!['', '0', 'false', 'no', 'off'].includes(env['GIT_CONFIG_NOSYSTEM'] ?? '')) return [];
  return [env['GIT_CONFIG_SYSTEM'] ?? '/etc/gitconfig'];
}

function globalFiles(env: NodeJS.ProcessEnv): string[] {
  const named = env['GIT_CONFIG_GLOBAL'];
  if (named !== undefined) return [named];
  return [join(configHome(env), 'git', 'config'), join(homeFolder(env), '.gitconfig')];
}

/** The settings of a file, those of its includes in their place. */
async function readConfig(path: string, reading: Reading, depth: number): Promise<GitSetting[]> {
  if (path === '' || depth > deepestInclude) return [];
  const text = (await readTextIfThere(path).catch(() => null)) ?? '';
  const settings: GitSetting[] = [];
  for (const setting of parseGitConfig(text)) {
    settings.push(setting);
    if (isInclude(setting, path, reading)) {
      const included = resolve(dirname(path), expandHome(setting.value, reading.env));
      settings.push(...(await readConfig(included, reading, depth + 1)));
    }
  }
  return settings;
}

function isInclude({ section, subsection, name }: GitSetting, path: string, { env, gitDir }: Reading): boolean {
  if (name !== 'path') return false;
  if (section === 'include') return subsection === null;
  const condition = section === 'includeif' ? /^gitdir(\/i)?:(.+)$/.exec(subsection ?? '') : null;
  if (condition?.[2] === undefined || gitDir === null) return false;
  const wanted = condition[2].startsWith('./') ? join(dirname(path), condition[2]) : expandHome(condition[2], env);
  return isBelow(gitDir, wanted, condition[1] !== undefined);
}

/** Whether a folder matches `gitdir:` with a folder, with or without `**` at its end; other patterns match nothing. */
function isBelow(folder: string, wanted: string, ignoresCase: boolean): boolean {
  const fold = (text: string): string => (ignoresCase ? text.toLowerCase() : text).replaceAll('\\', '/');
  const base = fold(wanted).replace(/\/(?:\*\*)?$/, '');
  const here = `${fold(folder)}/`;
  // A pattern that begins anywhere matches anywhere.
  return isAbsolute(wanted) ? here.startsWith(`${base}/`) : here.includes(`/${base}/`);
}

function expandHome(path: string, env: NodeJS.ProcessEnv): string {
  return path.startsWith('~/') ? join(homeFolder(env), path.slice(2)) : path;
}
