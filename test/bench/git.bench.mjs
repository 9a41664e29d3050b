import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../harness/paths.mjs';
import { countingGit, git, makeGitProject } from './gitProject.mjs';
import { ticketId } from './makeStore.mjs';
import { mediansInTurns } from './measure.mjs';
import { runEngine, runNode } from './runEngine.mjs';
import { inMillis, inTimes, printTable } from './table.mjs';

/** Work with git, as a shell sees it, and the Worktrees view; git itself, doing the same, is the yardstick. */
const rounds = 15;
const worktrees = 50;

const cli = (/** @type {string} */ project, /** @type {string[]} */ args, /** @type {NodeJS.ProcessEnv} */ env = {}) =>
  runNode([path.join(root, 'dist', 'cli.cjs'), ...args], { cwd: project, env: { ...process.env, ...env } });

/** A worktree for a ticket, by us and by git alone. */
async function measureStart() {
  const { folder, project } = makeGitProject(rounds + 1);
  try {
    return await mediansInTurns(
      {
        node: () => runNode(['-e', '0']),
        git: (round) =>
          git(project, 'worktree', 'add', '--quiet', '-b', `bare-${round}`, path.join(folder, `b${round}`)),
        start: (round) => cli(project, ['start', ticketId(round), '--worktree']),
      },
      rounds,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How many processes of git a start with a worktree and a finish by squash take. */
function countProcesses() {
  const { folder, project } = makeGitProject(3);
  try {
    const { env, count } = countingGit(folder);
    cli(project, ['start', ticketId(1), '--worktree'], env);
    const start = count();
    const worktree = /^worktree (.*)$/m.exec(
      git(project, 'worktree', 'list', '--porcelain').split('\n\n')[1] ?? '',
    )?.[1];
    if (worktree === undefined) throw new Error('start made no worktree');
    writeFileSync(path.join(worktree, 'src', 'file1.txt'), 'Changed\n');
    git(worktree, 'commit', '--quiet', '--all', '--message', 'Change');
    const before = count();
    cli(project, ['finish', ticketId(1), '--merge', 'squash'], env);
    return { start, finish: count() - before };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The Worktrees view of an editor that has looked before, after a file of one worktree was changed. */
function measureView() {
  const { folder, project } = makeGitProject(worktrees);
  try {
    for (let n = 0; n < worktrees; n++) {
      git(project, 'worktree', 'add', '--quiet', '-b', `ticket/work-${n}`, path.join(folder, `w${n}`));
    }
    const timed = runEngine('worktrees', project);
    const { env } = countingGit(folder);
    return { ...timed, processes: runEngine('worktrees', project, env).processes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const counts = countProcesses();
const view = measureView();
const start = await measureStart();
const [node = NaN, bare = NaN, ours = NaN] = ['node', 'git', 'start'].map((name) => start.get(name));
const yardstick = 3 * (view.list ?? NaN) + (view.status ?? NaN);

printTable(
  'Processes of git',
  ['', 'processes', 'at most'],
  [
    ['start with a worktree', String(counts.start), '6'],
    ['finish by squash', String(counts.finish), '10'],
    [`Worktrees view of ${worktrees}, one changed`, String(view.processes), '5'],
  ],
);
printTable(
  `Work with git, medians of ${rounds} interleaved runs`,
  ['', 'median', 'against', 'yardstick', 'at most'],
  [
    [
      'start with a worktree, whole command',
      inMillis(ours),
      `${inMillis(bare)} git worktree add -b`,
      `+ ${((ours - bare) / node).toFixed(2)} x node -e 0 (${inMillis(node)})`,
      '+ 2.5 x',
    ],
    [
      `Worktrees view of ${worktrees}, warm, one changed`,
      inMillis(view.view),
      `${inMillis(yardstick)} 3 x worktree list, 1 x status`,
      inTimes(view.view, yardstick),
      '1 x',
    ],
  ],
);
