import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { makeFolder, writeFileAtomic } from '../../../store/atomicFile.js';
import { personalSource } from '../../../store/configSources.js';
import { readTextIfThere } from '../../../store/files.js';
import { withLock } from '../../../store/lock/fileLock.js';
import type { GitContext } from '../gitContext.js';

/** Settings that hold a command line, which may come with somebody's repository. */
const commandSettings = ['git.setup_command', 'git.check_command'] as const;
type CommandSetting = (typeof commandSettings)[number];

/** A command that the settings name. */
export interface ProjectCommand {
  readonly key: CommandSetting;
  readonly command: string;
  /** The file that says so. */
  readonly place: string;
  /** Whether it is the person's own, or the person has trusted exactly this text for this project. */
  readonly isTrusted: boolean;
}

/** Digests of trusted commands, by the root of the store that they were trusted for. */
type Trusted = Readonly<Record<string, readonly string[]>>;

type Context = Pick<GitContext, 'settings' | 'layout'>;

/** The commands that the settings name, trusted or not. */
export async function projectCommands({ settings, layout }: Context): Promise<ProjectCommand[]> {
  const said = await settings.read();
  const trusted = (await readTrusted())[layout.root] ?? [];
  return commandSettings.flatMap((key) => {
    const { value: command, source, place } = said.resolve(key);
    if (command === null) return [];
    const isOwn = source === 'personal' || source === 'flag';
    return [{ key, command, place: place ?? '', isTrusted: isOwn || trusted.includes(digestOf(command)) }];
  });
}

/**
 * Notes that a person has seen these commands and trusts them in this project; another text is another command.
 * @throws TicketreeError `not_writable`, `disk_full`, `ticket_locked`
 */
export async function trustCommands({ layout }: Context, commands: readonly string[]): Promise<void> {
  await updateTrusted((all) => ({
    ...all,
    [layout.root]: [...new Set([...(all[layout.root] ?? []), ...commands.map(digestOf)])],
  }));
}

/** Takes back all trust in this project's commands. @throws TicketreeError as {@link trustCommands} */
export async function revokeTrust({ layout }: Context): Promise<void> {
  await updateTrusted((all) => Object.fromEntries(Object.entries(all).filter(([root]) => root !== layout.root)));
}

/** Beside the person's settings, where nothing that comes with a repository is written. */
function trustFile(): string {
  return join(dirname(personalSource(process.env).path), 'trusted_commands.json');
}

async function updateTrusted(change: (all: Trusted) => Trusted): Promise<void> {
  const file = trustFile();
  await makeFolder(dirname(file));
  await withLock(file, 'trust', async ({ assertHeld }) => {
    await writeFileAtomic(file, `${JSON.stringify(change(await readTrusted()), null, 2)}\n`, assertHeld);
  });
}

/** What cannot be read trusts nothing. */
async function readTrusted(): Promise<Trusted> {
  const text = await readTextIfThere(trustFile());
  try {
    const all: unknown = JSON.parse(text ?? '{}');
    const entries = Object.entries(all as Record<string, unknown>);
    return Object.fromEntries(entries.filter((entry): entry is [string, string[]] => isTexts(entry[1])));
  } catch {
    return {};
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function digestOf(command: string): string {
  return createHash('sha256').update(command).digest('hex');
}
