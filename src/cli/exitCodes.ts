import type { FailureKind } from '../domain/errors.js';

interface ExitCode {
  readonly code: number;
  readonly meaning: string;
}

/** The exit codes of failures; a command that did what it was told ends with 0. */
export const exitCodes: Readonly<Record<FailureKind, ExitCode>> = {
  failure: { code: 1, meaning: 'failure' },
  usage: { code: 2, meaning: 'the command or a value was not understood' },
  notFound: { code: 3, meaning: 'not found' },
  conflict: { code: 4, meaning: 'conflict' },
  locked: { code: 5, meaning: 'locked by another process' },
};

/** The table of exit codes, for a person. */
export function exitCodeHelp(): string {
  const rows: ExitCode[] = [{ code: 0, meaning: 'done' }, ...Object.values(exitCodes)];
  return rows.map(({ code, meaning }) => `${code}  ${meaning}`).join('\n');
}
