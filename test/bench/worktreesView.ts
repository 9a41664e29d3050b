import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { WorktreeCache } from '../../src/app/git/worktrees/worktreeCache.js';
import type { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import { median } from './measure.mjs';

const rounds = 15;

/**
 * The Worktrees view, asked again after a file of one worktree was changed, and in turns with it what it is measured by.
 * @param log where a counting git writes a byte for each of its processes; then times mean nothing
 */
export async function measureWorktreesView(
  { git }: TicketWorkspace,
  log: string | undefined,
): Promise<Record<string, number>> {
  const cache = new WorktreeCache();
  const { commonDir } = await git.requireRepository();
  const linked = (await git.worktrees(cache)).filter(({ isMain }) => !isMain);
  const times: Record<'view' | 'list' | 'status', number[]> = { view: [], list: [], status: [] };
  const counts: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const changed = linked[round % linked.length]?.path ?? commonDir;
    writeFileSync(path.join(changed, 'changed.txt'), `In round ${round}`);
    cache.known.delete(changed);
    const before = log === undefined ? 0 : statSync(log).size;
    const view = await timeOf(() => git.worktrees(cache));
    if (log !== undefined) counts.push(statSync(log).size - before);
    const list = await timeOf(() => {
      runGit(commonDir, 'worktree', 'list', '--porcelain');
    });
    const status = await timeOf(() => {
      runGit(changed, 'status', '--porcelain');
    });
    // The first round fills caches.
    if (round === 0) continue;
    times.view.push(view);
    times.list.push(list);
    times.status.push(status);
  }
  return {
    worktrees: linked.length,
    view: median(times.view),
    list: median(times.list),
    status: median(times.status),
    processes: Math.max(0, ...counts),
  };
}

function runGit(folder: string, ...args: string[]): void {
  const { status } = spawnSync('git', args, { cwd: folder });
  if (status !== 0) throw new Error(`git ${args.join(' ')} ended with code ${String(status)}`);
}

async function timeOf(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
