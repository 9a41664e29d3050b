import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPullRequest } from '../../src/app/git/finish/pullRequest.js';
import type { GitContext } from '../../src/app/git/gitContext.js';
import type { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import type { TicketreeError } from '../../src/domain/errors.js';
import type { Ticket } from '../../src/domain/ticket.js';
import { openWorkspace, storePath, tempFolder } from '../harness/tempStore.js';
import { git } from './support/commands.js';
import { fakeGh, type GhAnswers, type GhCall } from './support/fakeGh.js';
import { commitFile, gitProject, testRunner } from './support/gitProject.js';

const branch = 'ticket/fix-login';
const githubUrl = 'https://ada:s3cr3t@github.com/team/engine.git';

interface Scene {
  readonly project: string;
  readonly context: GitContext;
  readonly ticket: Ticket;
  /** The bare repository that the remote is. */
  readonly server: string;
  readonly calls: () => Promise<GhCall[]>;
}

/** A ticket with a branch, and a remote that calls itself by a URL and is a folder. */
async function scene(url = githubUrl, answers: GhAnswers | null = null, edit: Partial<Ticket> = {}): Promise<Scene> {
  const project = await gitProject();
  const workspace = await openWorkspace(project);
  const { id } = await workspace.tickets.create({ title: 'Fix login' });
  const ticket = await workspace.writer.change(id, 'edit', (latest) => ({ ...latest, ...edit }));
  const server = await tempFolder();
  await git(server, 'init', '--bare', '--quiet');
  await git(project, 'remote', 'add', 'origin', url);
  await git(project, 'config', `url.file://${server}.insteadOf`, url);
  await git(project, 'switch', '--quiet', '-c', branch);
  await commitFile(project, 'login.txt', 'in\n');
  const gh = answers === null ? null : await fakeGh(answers);
  return {
    project,
    ticket,
    server,
    context: contextOf(workspace, gh?.bin),
    calls: gh?.calls ?? (() => Promise.resolve([])),
  };
}

/** @param bin what comes before the PATH; without it no `gh` is found, even where one is installed */
function contextOf({ git: { context } }: TicketWorkspace, bin?: string, env: NodeJS.ProcessEnv = {}): GitContext {
  const others = (process.env['PATH'] ?? '').split(path.delimiter);
  const PATH = [...(bin === undefined ? [] : [bin]), ...others].join(path.delimiter);
  return { ...context, runner: testRunner({ ...process.env, PATH, ...env }) };
}

function open({ context, ticket }: Scene, base = 'main') {
  return openPullRequest(context, { ticket, branch, base, worktree: null });
}

async function failureOf(work: Promise<unknown>): Promise<TicketreeError> {
  return work.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: unknown) => error as TicketreeError,
  );
}

const none = { 'pr list': { out: '[]' } };
const made = { ...none, 'pr create': { out: 'Creating pull request\nhttps://github.com/team/engine/pull/7\n' } };

describe('a pull request through gh', () => {
  it('pushes the branch, and asks gh with arguments and a body on its standard input', async () => {
    const it = await scene(githubUrl, made, { description: 'People cannot log in.' });
    expect(await open(it)).toEqual({ url: 'https://github.com/team/engine/pull/7', isOpen: true, notes: [] });
    expect(await git(it.server, 'rev-parse', branch)).toBe(await git(it.project, 'rev-parse', branch));
    expect((await git(it.project, 'rev-parse', '--abbrev-ref', `${branch}@{upstream}`)).trim()).toBe(
      `origin/${branch}`,
    );
    const [list, create] = await it.calls();
    const repository = '--repo=github.com/team/engine';
    expect(list?.args).toEqual([
      'pr',
      'list',
      repository,
      `--head=${branch}`,
      '--state=open',
      '--json=url,headRepositoryOwner',
    ]);
    expect(create).toMatchObject({
      args: ['pr', 'create', repository, `--head=${branch}`, '--base=main', '--title=Fix login', '--body-file=-'],
      folder: it.project,
    });
    expect(create?.input).toContain('## Summary\nPeople cannot log in.\n');
    expect(create?.input).toContain(`Closes #${it.ticket.id} - Fix login`);
  });

  it('finds the one that the branch has already, and not that of a fork with a branch of the same name', async () => {
    const url = 'https://github.com/team/engine/pull/3';
    const out = JSON.stringify([
      { url: 'https://github.com/team/engine/pull/2', headRepositoryOwner: { login: 'stranger' } },
      { url, headRepositoryOwner: { login: 'Team' } },
    ]);
    const it = await scene(githubUrl, { 'pr list': { out } });
    const result = await open(it);
    expect(result).toMatchObject({ url, isOpen: true });
    expect(result.notes[0]).toContain('already');
  });

  it('from a fork goes to the repository that is called upstream', async () => {
    const it = await scene('https://github.com/ada/engine', made);
    await git(it.project, 'remote', 'add', 'upstream', 'git@github.com:team/engine.git');
    await open(it);
    const [, create] = await it.calls();
    expect(create?.args).toEqual(expect.arrayContaining(['--repo=github.com/team/engine', `--head=ada:${branch}`]));
  });

  it.each([
    [
      'is not logged in',
      { 'pr list': { code: 4, err: 'To get started with GitHub CLI, please run: gh auth login\n' } },
    ],
    [
      'fails',
      { ...none, 'pr create': { code: 1, err: 'GraphQL: https://x:tok@github.com no\n\n\nmore\n'.repeat(50) } },
    ],
    ['prints no address', { ...none, 'pr create': { out: 'done\n' } }],
    ['prints what is no list', { 'pr list': { out: '<html>' }, 'pr create': { code: 1 } }],
  ])('falls back to the page and says why, when gh %s', async (_what, answers) => {
    const it = await scene(githubUrl, answers);
    const { url, isOpen, notes } = await open(it);
    expect(url).toMatch(
      /^https:\/\/github\.com\/team\/engine\/compare\/main\.\.\.ticket\/fix-login\?expand=1&title=Fix%20login&body=/,
    );
    expect(isOpen).toBe(false);
    expect(notes).toHaveLength(1);
    expect(notes[0]?.length).toBeLessThan(400);
    expect(JSON.stringify({ url, notes })).not.toContain('tok');
  });

  it('is not tried with a host that gh was not told of: it would send its tokens there', async () => {
    const it = await scene('https://github.example.com/team/engine', made);
    expect(await open(it)).toMatchObject({ isOpen: false });
    expect(await it.calls()).toEqual([]);
  });

  it('gives hostile titles and descriptions to gh as they are, in one line and no longer than it takes', async () => {
    const title = `--web \`id\` $(id) ; "q" 'x'\n\u001b]0;x\u0007 {id} ${'漢😀'.repeat(200)}`;
    const it = await scene(githubUrl, made, { title, description: `${'x'.repeat(70_000)}{id}` });
    await open(it);
    const [, create] = await it.calls();
    const given = create?.args.find((arg) => arg.startsWith('--title=')) ?? '';
    expect(given).toMatch(/^--title=--web `id` \$\(id\) ; "q" 'x' \]0;x \{id\} 漢😀.*…$/u);
    expect(given.length).toBeLessThanOrEqual('--title='.length + 256);
    expect(given).not.toMatch(/\p{Cs}/u);
    expect(create?.input.length).toBeLessThanOrEqual(65_000);
  });
});

describe('a pull request without gh', () => {
  it('is pushed, and opened on the page of the remote, without the credentials of its URL', async () => {
    const it = await scene();
    const { url, isOpen, notes } = await open(it);
    expect([isOpen, notes]).toEqual([false, []]);
    expect(url).toContain('https://github.com/team/engine/compare/main...ticket/fix-login?');
    expect(url).not.toContain('s3cr3t');
    expect(await git(it.server, 'rev-parse', branch)).toBe(await git(it.project, 'rev-parse', branch));
  });

  it('is pushed to a remote whose pages nobody knows, and says to which', async () => {
    const it = await scene('https://ada:s3cr3t@git.example.com/team/engine');
    const { url, isOpen, notes } = await open(it);
    expect([url, isOpen]).toEqual([null, false]);
    expect(notes[0]).toContain(`${branch} has been pushed to origin`);
    expect(notes[0]).not.toContain('s3cr3t');
  });

  it('has a body of its own where the team has no template: description, tasks, and which ticket', async () => {
    const it = await scene();
    await rm(storePath(it.project, 'templates', 'pull_request.md'));
    const tasks = [true, false].map((completed, index) => ({
      ...{ id: `0000000${index}-0000-4000-8000-000000000000`, title: `Step\n${index}`, completed },
      ...{ created_at: it.ticket.created_at, completed_at: null },
    }));
    const ticket = { ...it.ticket, description: 'Why {id}', tasks };
    const { url } = await open({ ...it, ticket });
    expect(new URL(url ?? '').searchParams.get('body')).toBe(
      `Why {id}\n\n- [x] Step 0\n- [ ] Step 1\n\nTicket: ${ticket.slug} (${ticket.id})`,
    );
  });

  it("takes the team's template and title", async () => {
    const it = await scene();
    await writeFile(storePath(it.project, 'templates', 'pull_request.md'), 'For {{ ticket_title }}: {{ unknown }}\n');
    await writeFile(
      storePath(it.project, 'ticketree.yaml'),
      'schema_version: 1\ngit:\n  pull_request_title: "[{type}] {title}"\n',
    );
    const page = new URL((await open(it)).url ?? '');
    expect([page.searchParams.get('title'), page.searchParams.get('body')]).toEqual([
      '[task] Fix login',
      'For Fix login: {{ unknown }}',
    ]);
  });
});

describe('the remote of a pull request', () => {
  it('is missed where there is none, and nothing is done', async () => {
    const it = await scene();
    await git(it.project, 'remote', 'remove', 'origin');
    expect(await failureOf(open(it))).toMatchObject({
      code: 'no_remote',
      hint: expect.stringContaining('git remote add') as string,
    });
  });

  it('is asked for where there are two that nobody prefers', async () => {
    const it = await scene();
    await git(it.project, 'remote', 'rename', 'origin', 'one');
    await git(it.project, 'remote', 'add', 'two.x', `file://${it.server}`);
    const failure = await failureOf(open(it));
    expect(failure).toMatchObject({ code: 'no_remote', message: expect.stringContaining('one, two.x') as string });
    expect(failure.message).not.toContain('s3cr3t');
    await git(it.project, 'config', 'remote.pushDefault', 'two.x');
    expect((await open(it)).notes[0]).toContain('pushed to two.x');
  });

  it("is the branch's own where it follows one, and not the folder itself", async () => {
    const it = await scene();
    await git(it.project, 'remote', 'add', 'other', `file://${it.server}`);
    await git(it.project, 'config', `branch.${branch}.remote`, 'other');
    expect((await open(it)).notes[0]).toContain('pushed to other');
    await git(it.project, 'config', `branch.${branch}.remote`, '.');
    expect((await open(it)).url).toContain('github.com');
  });

  it('that has commits of the branch which are not here refuses, and is never forced', async () => {
    const it = await scene();
    await open(it);
    const theirs = await git(it.server, 'rev-parse', branch);
    await git(it.project, 'commit', '--quiet', '--amend', '-m', 'Other');
    const failure = await failureOf(open(it));
    expect(failure).toMatchObject({
      code: 'push_rejected',
      hint: expect.stringContaining('git pull --rebase') as string,
    });
    expect(await git(it.server, 'rev-parse', branch)).toBe(theirs);
  });

  it('that refuses by a rule is heard', async () => {
    const it = await scene();
    const hook = path.join(it.server, 'hooks', 'pre-receive');
    await writeFile(hook, '#!/bin/sh\necho "Branch names need a number" >&2\nexit 1\n', { mode: 0o755 });
    const { code, message } = await failureOf(open(it));
    expect([code, message]).toEqual([
      'push_rejected',
      expect.stringMatching(/ \/ Branch names need a number$/) as string,
    ]);
  });

  it('that is gone fails, without its credentials', async () => {
    const it = await scene();
    await git(it.project, 'config', '--remove-section', `url.file://${it.server}`);
    await git(it.project, 'remote', 'set-url', 'origin', 'https://ada:s3cr3t@127.0.0.1:1/team/engine');
    const failure = await failureOf(open(it));
    expect(failure.code).toBe('git_failed');
    expect(`${failure.message} ${failure.hint}`).not.toContain('s3cr3t');
  });
});
