import { TicketreeError } from '../domain/errors.js';
import type { FinishOutcome, FinishPlan } from '../app/git/finish/finishTypes.js';
import type { Output } from './output.js';
import { oneLine, plain } from './terminalText.js';

/** Prints what came of a finish. @throws TicketreeError `merge_conflict` where it waits for a person */
export function printOutcome(output: Output, outcome: FinishOutcome): void {
  const { ticket, branch, base } = outcome;
  if (outcome.kind === 'conflicts') throw conflicts(outcome);
  if (outcome.kind === 'pullRequest') {
    const { url, isOpen, notes } = outcome;
    output.result('pull-request', { ticket, branch, base, url, is_open: isOpen, notes }, () =>
      lines(
        `${ticket.title} is to be reviewed`,
        ...(url === null ? [] : [isOpen ? `pull request: ${url}` : `open the pull request on ${url}`]),
        ...notes,
      ),
    );
    return;
  }
  const { way, merged, removedWorktree, keptIn, notes } = outcome;
  const body = { ticket, way, branch, base, merged, removed_worktree: removedWorktree, kept_in: keptIn, notes };
  output.result('finished', body, () =>
    lines(
      `Finished ${ticket.title}: ${ticket.status}`,
      ...(merged === null ? [] : [`${branch} is in ${base} by ${way}, as ${merged.slice(0, 10)}`]),
      ...(removedWorktree === null ? [] : [`removed the worktree ${removedWorktree}`]),
      ...(keptIn === null ? [] : [`deleted the branch; its tip is kept in ${keptIn}`]),
      ...notes,
    ),
  );
}

/** Prints what a finish would do. */
export function printPlan(output: Output, plan: FinishPlan): void {
  output.result('finish-plan', { ...plan }, () => {
    const { ticket, way, branch, base, worktree, commits, checks, conflicts: files, message } = plan;
    return lines(
      `Would finish ${ticket.title}: ${branch} into ${base} by ${way}`,
      ...(worktree === null ? [] : [`worktree: ${worktree}`]),
      ...commits.map(({ id, subject, author }) => `${id.slice(0, 10)} ${subject} (${author})`),
      ...checks.map(({ level, says }) => `${level}: ${says}`),
      ...(files.length === 0 ? [] : [`conflicts: ${files.join(', ')}`]),
      ...(message === null ? [] : ['', ...plain(message).trimEnd().split('\n')]),
    );
  });
}

function conflicts({ branch, base, worktree, files }: FinishOutcome & { kind: 'conflicts' }): TicketreeError {
  return new TicketreeError(
    'merge_conflict',
    `${branch} and ${base} changed the same: ${files.join(', ')}.`,
    `Resolve them in ${worktree} and \`git add\` them, then \`ticketree finish --continue\`; or \`ticketree finish --abort\`.`,
  );
}

function lines(...all: readonly string[]): string {
  return all.map((line) => oneLine(line)).join('\n');
}
