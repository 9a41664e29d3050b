import type { Command } from 'commander';
import type { Backup, BackupService } from '../../app/backupService.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';

interface RestoreFlags {
  readonly yes?: boolean;
}

/** `backup`: copies of the store's files, inside the store. */
export function configure(backup: Command): void {
  backup
    .command('create')
    .description('copy the files of the store')
    .action(async (_flags: object, self: Command) => {
      const session = Session.of(self);
      await withBackups(session, async (backups) => {
        const made = await backups.create();
        session.output.result('backup', { backup: made }, () => `Made the backup ${describe(made)}`);
      });
    });
  backup
    .command('list')
    .description('list the backups, the latest first')
    .action(async (_flags: object, self: Command) => {
      const session = Session.of(self);
      await withBackups(session, async (service) => {
        const backups = await service.list();
        session.output.result('backups', { count: backups.length, backups }, () => backups.map(describe).join('\n'));
      });
    });
  configureRestore(backup);
  withExamples(backup, ['ticketree backup create', 'ticketree backup restore 20260301T120000Z']);
}

function configureRestore(backup: Command): void {
  backup
    .command('restore')
    .description('bring the tickets back to what a backup holds, after a backup of what is there')
    .argument('<name>', 'name of the backup, as list shows it')
    .option('-y, --yes', 'do not ask')
    .action(async (name: string, { yes }: RestoreFlags, self: Command) => {
      const session = Session.of(self);
      await withBackups(session, async (backups) => {
        await backups.require(name);
        await session.input.consent(`Bring all tickets back to ${name}?`, yes, '--yes');
        const { backup: before, ...result } = await backups.restore(name);
        const { written, trashed, same } = result;
        session.output.result('backup-restored', { restored: name, backup: before.name, ...result }, () =>
          [
            `Made the backup ${before.name} of what was there`,
            `Restored ${name}: ${written} written, ${trashed} moved to the trash, ${same} as they were`,
          ].join('\n'),
        );
      });
    });
}

function withBackups(session: Session, work: (backups: BackupService) => Promise<void>): Promise<void> {
  return session.withTickets(async ({ store }) => {
    const { BackupService } = await import('../../app/backupService.js');
    await work(new BackupService(store.layout, session.ports.clock));
  });
}

function describe({ name, tickets }: Backup): string {
  return `${name} (${tickets === 1 ? '1 ticket' : `${tickets} tickets`})`;
}
