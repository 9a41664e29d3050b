import type { Command } from 'commander';
import type { FormatResult } from '../../domain/formatResult.js';
import { withExamples } from '../examples.js';
import { exitCodes } from '../exitCodes.js';
import { Session } from '../session.js';
import { oneLine, type Paint } from '../terminalText.js';

interface FmtFlags {
  readonly check?: boolean;
  readonly dropComments?: boolean;
}

/** `fmt`: writes ticket files in canonical form; ends with 1 when some could not be, or a check found some. */
export function configure(command: Command): void {
  command
    .argument('[tickets...]', 'ids, first digits of ids, or slugs (default: all tickets)')
    .option('--check', 'only list what is not in canonical form')
    .option('--drop-comments', 'format files with comments too, which loses the comments')
    .action(async (references: readonly string[], flags: FmtFlags, self: Command) => {
      const { check = false, dropComments = false } = flags;
      const session = Session.of(self);
      await session.withTickets(async ({ store, finder, settings }) => {
        const { paint } = await session.look(settings);
        const { FormatService } = await import('../../app/formatService.js');
        const result = await new FormatService(store, finder).format(references, { check, dropComments });
        session.output.result('format', { ...result }, () => describe(result, paint));
        if (isFailure(result, check)) process.exitCode = exitCodes.failure.code;
      });
    });
  withExamples(command, ['ticketree fmt', 'ticketree fmt --check', 'ticketree fmt 3f2a --drop-comments']);
}

function isFailure({ refused, unformatted, comments }: FormatResult, check: boolean): boolean {
  return refused.length > 0 || (check && unformatted.length + comments.length > 0);
}

function describe({ formatted, unformatted, refused, comments }: FormatResult, paint: Paint): string {
  const lines = [
    ...formatted.map(({ file }) => `${paint('green', 'formatted')} ${oneLine(file)}`),
    ...unformatted.map(({ file }) => `${paint('yellow', 'unformatted')} ${oneLine(file)}`),
    ...comments.map(
      (file) => `${paint('yellow', 'comments')} ${oneLine(file)} has comments; --drop-comments loses them`,
    ),
    ...refused.map(
      ({ file, line, reason }) =>
        `${paint('red', 'refused')} ${oneLine(line === null ? file : `${file}:${line}`)} ${oneLine(reason)}`,
    ),
  ];
  return lines.length === 0 ? 'All files are in canonical form' : lines.join('\n');
}
