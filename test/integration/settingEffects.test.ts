import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openPullRequest } from '../../src/app/git/finish/pullRequest.js';
import { SettingsReader } from '../../src/app/settingsReader.js';
import { lookOf, type Look } from '../../src/cli/look.js';
import { withPageSize } from '../../src/cli/paging.js';
import type { Comment } from '../../src/domain/ticketMetadata.js';
import { claimOf } from '../../src/domain/ticketMetadata.js';
import { definitionOf, settingKeys, type SettingKey } from '../../src/domain/settings.js';
import { statuses, type Status } from '../../src/domain/ticket.js';
import { readColumns } from '../../src/extension/board/boardColumns.js';
import { StoreLayout } from '../../src/store/layout.js';
import { emptyProject, openWorkspace, storePath, tempFolder } from '../harness/tempStore.js';
import { cli, document, git, listed, ticketOf } from './support/commands.js';
import { finishEffects } from './support/finishEffects.js';
import { commitFile, initRepository } from './support/gitProject.js';
import type { Effect, Scene } from './support/settingEffect.js';
import { startEffects } from './support/startEffects.js';
import { worktreeEffects } from './support/worktreeEffects.js';
import { withoutChildCoverage } from './support/withoutChildCoverage.js';

withoutChildCoverage();

vi.mock('vscode', () => ({ l10n: { t: (text: string) => text } }));

const terminal = { isTerminal: true, colour: true, columns: 80 };

function settingsOf({ project, env }: Scene): SettingsReader {
  return new SettingsReader(new StoreLayout(project), project, env);
}

/** Something of how results look on a terminal. */
function seenOnTerminal(see: (look: Look) => string): Effect['see'] {
  return async (scene) => see(lookOf(terminal, await settingsOf(scene).read()));
}

/** A line that a command prints for a person. */
function seenInOutput(line: number, ...args: string[]): Effect['see'] {
  return async ({ project, env }) => (await cli(project, args, { env })).stdout.split('\n')[line];
}

/** What becomes of a ticket with an open part, and of the part, by a command. */
function seenOfParts(...command: string[]): Effect['see'] {
  return async ({ project, env }) => {
    await ticketOf(project, ['new', 'whole', '--type', 'story']);
    await ticketOf(project, ['new', 'part', '--parent', 'whole']);
    const { code } = await cli(project, [...command, 'whole'], { env });
    const left = await listed(project, ['--include-done', '--archived']);
    return [
      code,
      left.map(({ title, status, metadata }) => [title, status, metadata['archived'], !metadata['parent']]),
    ];
  };
}

/** Whether a second ticket may come into a column. */
function seenOfSecond(status: Status): Effect['see'] {
  return async ({ project }) => {
    await document(project, ['config', 'set', 'board.enforce_wip', 'on']);
    const codes: (number | null)[] = [];
    for (const slug of ['a', 'b']) {
      codes.push((await cli(project, ['new', slug])).code);
      if (status !== 'todo') codes.push((await cli(project, ['status', slug, status])).code);
    }
    return codes;
  };
}

/** The title that a pull request would have, on the page where a person opens it. */
async function seenInRequest(scene: Scene): Promise<unknown> {
  const { project } = scene;
  const [server, url] = [await tempFolder(), 'https://gitlab.example.com/team/engine'];
  await git(server, 'init', '--bare', '--quiet');
  await initRepository(project);
  await commitFile(project, 'a.txt', 'a\n');
  await git(project, 'remote', 'add', 'origin', url);
  await git(project, 'config', `url.file://${server}.insteadOf`, url);
  const workspace = await openWorkspace(project);
  const ticket = await workspace.tickets.create({ title: 'Fix login' });
  const context = { ...workspace.git.context, settings: settingsOf(scene) };
  const page = await openPullRequest(context, { ticket, branch: 'main', base: 'next', worktree: null });
  return new URL(page.url ?? '').searchParams.get('merge_request[title]');
}

/** Settings of the board's columns, one a status. */
function ofColumns(name: string, effectOf: (status: Status) => Effect): Partial<Record<SettingKey, Effect>> {
  return Object.fromEntries(statuses.map((status) => [`board.${name}.${status}`, effectOf(status)]));
}

const effects: Partial<Record<SettingKey, Effect>> = {
  'project.name': { values: ['Login', '日本 🎟'], see: seenInOutput(0, 'check') },
  'project.description': { values: ['For all', 'For some'], see: seenInOutput(1, 'check') },
  'project.default_assignee': {
    values: ['ana', 'null'],
    see: async ({ project }) => (await ticketOf(project, ['new', 'a'])).assignee,
  },
  'project.default_priority': {
    values: ['low', 'high'],
    see: async ({ project }) => (await ticketOf(project, ['new', 'a'])).priority,
  },
  'ui.theme': { values: ['dark', 'light'], see: seenOnTerminal(({ paint }) => paint('yellow', 'x')) },
  'ui.emoji': { values: ['on', 'off'], see: seenOnTerminal(({ mark }) => mark('doing')) },
  'ui.page_size': { values: ['3', '4'], see: (scene) => withPageSize({}, terminal, settingsOf(scene)) },
  'ui.date_format': {
    values: ['the year %Y', '%Y'],
    see: async ({ project, env }) => {
      const { id } = await ticketOf(project, ['new', 'a']);
      return /^created: .*$/m.exec((await cli(project, ['show', id], { env })).stdout)?.[0];
    },
  },
  'git.pull_request_title': { values: ['{title}', '[{type}] {title}'], see: seenInRequest },
  'claim.lease_minutes': {
    values: ['5', '60'],
    see: async ({ project }) => {
      await ticketOf(project, ['new', 'a']);
      const claim = claimOf(await ticketOf(project, ['claim', 'a']));
      return Date.parse(claim?.until ?? '') - Date.parse(claim?.at ?? '');
    },
  },
  'archive.after_days': {
    values: ['0', 'null'],
    see: async ({ project }) => {
      await ticketOf(project, ['new', 'a']);
      await ticketOf(project, ['close', 'a']);
      return (await document(project, ['archive', '--auto']))['count'];
    },
  },
  'children.on_close': { values: ['refuse', 'cascade'], see: seenOfParts('close') },
  'children.on_delete': { values: ['cascade', 'detach'], see: seenOfParts('delete') },
  'children.on_archive': { values: ['detach', 'refuse'], see: seenOfParts('archive') },
  'journal.max_megabytes': {
    values: ['1', '2'],
    see: async ({ project }) => {
      await mkdir(storePath(project, 'local'), { recursive: true });
      await writeFile(storePath(project, 'local', 'journal.jsonl'), '\n'.repeat(600 * 1024));
      await ticketOf(project, ['new', 'a']);
      return existsSync(storePath(project, 'local', 'journal.1.jsonl'));
    },
  },
  'tickets.similar_hint': {
    values: ['on', 'off'],
    see: async ({ project }) => {
      await ticketOf(project, ['new', 'a', '-t', 'Fix the login']);
      const { similar } = await document(project, ['new', 'b', '-t', 'Fix the login']);
      return (similar as unknown[] | undefined)?.length;
    },
  },
  me: {
    values: ['ana', 'bo'],
    see: async ({ project, env }) => {
      await ticketOf(project, ['new', 'a']);
      const { comment } = await document(project, ['comment', 'add', 'Hello', '-t', 'a'], { env });
      return (comment as Comment).author;
    },
  },
  ...ofColumns('wip_limits', (status) => ({ values: ['1', 'null'], see: seenOfSecond(status) })),
  'board.enforce_wip': {
    values: ['on', 'off'],
    see: async ({ project }) => {
      await document(project, ['config', 'set', 'board.wip_limits.todo', '1']);
      return [(await cli(project, ['new', 'a'])).code, (await cli(project, ['new', 'b'])).code];
    },
  },
  ...ofColumns('column_names', (status) => ({
    values: ['Fresh', 'null'],
    see: async (scene) => (await readColumns({ settings: settingsOf(scene) })).find((each) => each.status === status),
  })),
  ...startEffects,
  ...finishEffects,
  ...worktreeEffects,
  color: { values: ['auto', 'never'], see: seenOnTerminal(({ paint }) => paint('red', 'x')) },
};

async function sceneWith(key: string, typed: string): Promise<Scene> {
  const project = await emptyProject();
  const env = { TICKETREE_CONFIG: path.join(await tempFolder(), 'mine.yaml') };
  const { code, stderr } = await cli(project, ['config', 'set', key, typed], { env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return { project, env };
}

describe('a setting', () => {
  it('has an effect here, unless the table says that it has none', () => {
    const heeded = settingKeys.filter((key) => definitionOf(key).surface === undefined);
    expect(Object.keys(effects).sort()).toEqual([...heeded].sort());
  });

  it.each(Object.entries(effects))('%s', async (key, { values: [one, other], see }) => {
    const first = await see(await sceneWith(key, one));
    expect(await see(await sceneWith(key, other))).not.toEqual(first);
    expect(await see(await sceneWith(key, one))).toEqual(first);
  });
});
