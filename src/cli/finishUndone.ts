import type { UndoOutcome, UndoPlan, UndoStep } from '../app/git/undo/undoTypes.js';
import type { Output } from './output.js';
import type { SetUp } from './setUp.js';
import { oneLine } from './terminalText.js';

/** Prints what taking a finish back would do. */
export function printUndoPlan(output: Output, plan: UndoPlan): void {
  const { ticket, way, branch, base, steps, notes } = plan;
  output.result('finish-undo-plan', { ticket, way, branch, base, steps, notes }, () => {
    const done = steps.length === 0 ? ['nothing is left to do'] : steps.map(stepLine);
    return lines(`Would take back the finish of ${ticket.title}`, ...done, ...notes);
  });
}

/** Prints what was taken back. @param setUp what became of the set-up command of the worktree */
export function printUndone(output: Output, outcome: UndoOutcome, setUp: SetUp | null): void {
  const { ticket, way, branch, base, steps, keptIn, copied, notes } = outcome;
  const body = { ticket, way, branch, base, steps, kept_in: keptIn, copied, setup: setUp?.outcome ?? null, notes };
  output.result('finish-undone', body, () =>
    lines(
      `Took back the finish of ${ticket.title}: ${ticket.status}`,
      ...steps.map(stepLine),
      ...(copied.length === 0 ? [] : [`copied: ${copied.join(', ')}`]),
      ...(keptIn === null ? [] : [`what ${base} had got is kept in ${keptIn}`]),
      ...notes,
      ...(setUp?.note?.split('\n') ?? []),
    ),
  );
}

function stepLine(step: UndoStep): string {
  switch (step.kind) {
    case 'branch':
      return `branch ${step.branch} again at ${step.to.slice(0, 10)}`;
    case 'worktree':
      return `worktree ${step.path} again`;
    case 'switch':
      return `${step.checkout} on ${step.branch} again`;
    case 'base':
      return `${step.base} back from ${step.from.slice(0, 10)} to ${step.to.slice(0, 10)}`;
    case 'ticket':
      return 'ticket as it was';
  }
}

function lines(...all: readonly string[]): string {
  return all.map((line) => oneLine(line)).join('\n');
}
