import type { Command } from 'commander';
import type { PrunePlan } from '../app/git/worktrees/prunePlan.js';
import type { PruneResult } from '../app/git/worktrees/pruneWorktrees.js';
import { Session } from './session.js';
import { oneLine, type Paint } from './terminalText.js';
import { removedDocument } from './worktreeRemoved.js';

interface PruneFlags {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** `worktree prune`: shows what could go and why; only with a yes it goes. */
export function configurePrune(worktree: Command): void {
  worktree
    .command('prune')
    .description('show which worktrees could go and why, and remove them once you say so')
    .option('-y, --yes', 'do it without asking')
    .option('-d, --dry-run', 'only show it')
    .action(async ({ yes = false, dryRun = false }: PruneFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ git, settings }) => {
        const plan = await git.planPrune();
        const { paint } = await session.look(settings);
        const isAsked = !yes && !dryRun && session.input.canAsk && countOf(plan) > 0;
        if (isAsked) {
          session.output.note(describePlan(plan, paint));
          await session.input.consent('Remove them?', false, '--yes');
        }
        const result = (yes && !dryRun) || isAsked ? await git.prune(plan) : null;
        session.output.result('worktrees-pruned', { dry_run: result === null, ...documentOf(plan, result) }, () =>
          result === null ? describePlan(plan, paint) : describeResult(result),
        );
        if (result === null && countOf(plan) > 0) session.output.note('Say --yes to do it');
      });
    });
}

function countOf({ worktrees, trash, leftovers }: PrunePlan): number {
  return worktrees.filter(({ stays }) => stays === null).length + trash.length + leftovers.length;
}

function documentOf(plan: PrunePlan, result: PruneResult | null): Record<string, unknown> {
  return {
    worktrees: plan.worktrees,
    trash: plan.trash,
    leftovers: plan.leftovers,
    ...(result === null ? {} : { removed: result.removed.map(removedDocument), stayed: result.stayed }),
  };
}

function describePlan({ worktrees, trash, leftovers }: PrunePlan, paint: Paint): string {
  const lines = [
    ...worktrees.map(({ path, why, stays }) =>
      stays === null
        ? `${paint('red', 'would remove')} ${oneLine(path)}: ${oneLine(why)}`
        : `${paint('yellow', 'stays')} ${oneLine(path)}: ${oneLine(why)} But: ${oneLine(stays)}`,
    ),
    ...trash.map(({ name, at }) => `${paint('red', 'would forget')} ${oneLine(name)}, deleted ${at.slice(0, 10)}`),
    ...leftovers.map((path) => `${paint('red', 'would remove')} ${oneLine(path)}: It belongs to nothing any more.`),
  ];
  return lines.length === 0 ? 'Nothing to prune' : lines.join('\n');
}

function describeResult({ removed, stayed, forgotten, leftovers }: PruneResult): string {
  const lines = [
    ...removed.flatMap(({ path, keptIn, notes }) => [
      `Removed ${path}`,
      ...keptIn.map((ref) => `  kept in ${ref}`),
      ...notes.map((note) => `  ${note}`),
    ]),
    ...stayed.map(({ path, why }) => `${path} stays: ${why}`),
    ...forgotten.map(({ name, at }) => `Forgot ${name}, deleted ${at.slice(0, 10)}`),
    ...leftovers.map((path) => `Removed ${path}`),
  ];
  return lines.length === 0 ? 'Nothing to prune' : lines.map((line) => oneLine(line)).join('\n');
}
