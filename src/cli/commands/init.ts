import { Option, type Command } from 'commander';
import { withExamples } from '../examples.js';
import { oneLine } from '../terminalText.js';
import { Session } from '../session.js';

interface InitFlags {
  readonly name?: string;
  readonly description?: string;
  readonly force?: boolean;
  readonly keep: 'with-code' | 'beside';
}

/** `init` */
export function configure(command: Command): void {
  command
    .option('-n, --name <name>', 'name of the project (default: the name of the folder)')
    .option('-d, --description <text>', 'what the project is about')
    .option('-f, --force', 'write config, state and templates anew; tickets stay')
    .addOption(
      new Option('--keep <where>', 'with-code: tickets are committed; beside: git ignores them in this clone')
        .choices(['with-code', 'beside'])
        .default('with-code'),
    )
    .action(async (flags: InitFlags, self: Command) => {
      const session = Session.of(self);
      session.requireFolder();
      const { TicketWorkspace } = await import('../../app/ticketWorkspace.js');
      const workspace = await TicketWorkspace.init(
        session.folder,
        {
          placement: flags.keep === 'beside' ? 'beside' : 'withCode',
          force: flags.force ?? false,
          ...(flags.name === undefined ? {} : { name: flags.name }),
          ...(flags.description === undefined ? {} : { description: flags.description }),
        },
        session.ports,
      );
      workspace.dispose();
      session.output.result('store', { path: workspace.root, keep: flags.keep }, () =>
        oneLine(`Made the ticket store ${workspace.root}. Write the first ticket with: ticketree new fix-login`),
      );
    });
  withExamples(command, ['ticketree init', 'ticketree init --keep beside --name "Login service"']);
}
