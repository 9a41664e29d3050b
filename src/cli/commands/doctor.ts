import type { Command } from 'commander';
import type { Finding } from '../../domain/finding.js';
import { withExamples } from '../examples.js';
import { exitCodes } from '../exitCodes.js';
import { Session } from '../session.js';
import { oneLine, type Paint } from '../terminalText.js';

interface DoctorFlags {
  readonly fix?: boolean;
}

/** `doctor`: finds damage in the store; ends with 1 when some is left. */
export function configure(command: Command): void {
  command
    .option('--fix', 'make a backup, then mend what can be mended')
    .action(async ({ fix = false }: DoctorFlags, self: Command) => {
      const session = Session.of(self);
      await session.withWorkspace(async ({ store, writer, git, settings }) => {
        const { paint } = await session.look(settings);
        const { DoctorService } = await import('../../app/doctorService.js');
        const doctor = new DoctorService(store, writer, git, session.ports.clock);
        const { backup, mended, left } = fix
          ? await doctor.mend()
          : { backup: null, mended: [], left: await doctor.examine() };
        const body = { count: left.length, backup, mended, findings: left };
        session.output.result('doctor', body, () => {
          const lines = [
            ...(backup === null ? [] : [`Made the backup ${backup}`]),
            ...mended.map((finding) => `${paint('green', 'mended')} ${describe(finding, paint)}`),
            ...left.map((finding) => `${paint('red', finding.code)} ${describe(finding, paint)}`),
            left.length === 0 ? 'The store is in order' : summaryOf(left, fix),
          ];
          return lines.join('\n');
        });
        if (left.length > 0) process.exitCode = exitCodes.failure.code;
      });
    });
  withExamples(command, ['ticketree doctor', 'ticketree doctor --fix']);
}

function describe({ file, line, message }: Finding, paint: Paint): string {
  return `${paint('bold', oneLine(line === null ? file : `${file}:${line}`))} ${oneLine(message)}`;
}

function summaryOf(left: readonly Finding[], fix: boolean): string {
  const count = left.length === 1 ? '1 thing is' : `${left.length} things are`;
  const fixable = left.filter((finding) => finding.fixable).length;
  return fix || fixable === 0 ? `${count} left to mend by hand` : `${count} wrong; --fix mends ${fixable}`;
}
