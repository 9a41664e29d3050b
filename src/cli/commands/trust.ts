import type { Command } from 'commander';
import type { ProjectCommand } from '../../app/git/trust/commandTrust.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { plain } from '../terminalText.js';

interface TrustFlags {
  readonly list?: boolean;
  readonly yes?: boolean;
  readonly revoke?: boolean;
}

/** `trust` */
export function configure(command: Command): void {
  command
    .option('-l, --list', 'only show the commands')
    .option('-y, --yes', 'trust them without being asked')
    .option('--revoke', 'trust none of them any more')
    .action(async (flags: TrustFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ git }) => {
        if (flags.revoke === true) await git.revokeTrust();
        const commands = await git.projectCommands();
        const open = commands.filter(({ isTrusted }) => !isTrusted);
        if (flags.list === true || flags.revoke === true || open.length === 0) {
          print(session, commands);
          return;
        }
        for (const each of open) session.output.note(lineOf(each));
        const question = open.length === 1 ? 'Trust this command here?' : 'Trust these commands here?';
        await session.input.consent(question, flags.yes, '--yes');
        // What was shown is what is trusted, whatever the files say by now.
        await git.trustCommands(open.map((each) => each.command));
        print(session, await git.projectCommands());
      });
    });
  withExamples(command, ['ticketree trust', 'ticketree trust --list --json', 'ticketree trust --revoke']);
}

function print(session: Session, commands: readonly ProjectCommand[]): void {
  const shown = commands.map(({ key, command, place, isTrusted }) => ({ key, command, place, trusted: isTrusted }));
  session.output.result('commands', { commands: shown }, () =>
    commands.length === 0 ? 'The settings name no command.' : commands.map(lineOf).join('\n'),
  );
}

function lineOf({ key, command, place, isTrusted }: ProjectCommand): string {
  return plain(`${isTrusted ? 'trusted' : 'not trusted'}  ${key}: ${command}  (${place})`);
}
