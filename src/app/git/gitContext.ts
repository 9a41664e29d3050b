import { relative, sep } from 'node:path';
import { TicketreeError } from '../../domain/errors.js';
import type { GitRunner } from '../../git/gitRunner.js';
import { findCheckout, isMainWorktree } from '../../store/gitCheckout.js';
import type { StoreLayout } from '../../store/layout.js';
import type { TicketStore } from '../../store/ticketStore.js';
import type { Clock } from '../../util/clock.js';
import type { Logger } from '../../util/logger.js';
import type { SettingsReader } from '../settingsReader.js';
import type { TicketService } from '../ticketService.js';
import type { TicketWriter } from '../ticketWriter.js';

/** What the use cases of git work with; one for each store. */
export interface GitContext {
  readonly layout: StoreLayout;
  readonly store: TicketStore;
  readonly writer: TicketWriter;
  readonly tickets: TicketService;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly runner: GitRunner;
  /** Where the person stands: the folder of a window or a shell; real and absolute. */
  readonly folder: string;
}

/** The clone that a store belongs to. */
export interface Repository {
  /** Root of the checkout that the person stands in. */
  readonly checkout: string;
  /** The folder of that checkout alone, with its HEAD and index. */
  readonly gitDir: string;
  /** The folder that all worktrees share. */
  readonly commonDir: string;
  /** Root of the main worktree; null for a bare repository, and where nothing tells where it is. */
  readonly mainWorktree: string | null;
  /** The store's folder relative to the root of a checkout, with `/`; dirty checks look past it. Null if it lies outside. */
  readonly storePath: string | null;
}

/** The clone of a store, found without running git. @returns null outside of git */
export async function findRepository(context: GitContext): Promise<Repository | null> {
  const ofStore = await findCheckout(context.layout.project);
  const here = (await findCheckout(context.folder)) ?? ofStore;
  if (here === null) return null;
  const isSame = ofStore !== null && ofStore.commonDir === here.commonDir;
  const path = isSame ? relative(ofStore.root, context.layout.root).split(sep).join('/') : null;
  const { root: checkout, gitDir, commonDir } = here;
  const mainWorktree = here.mainWorktree ?? (isMainWorktree(here) ? checkout : null);
  return { checkout, gitDir, commonDir, mainWorktree, storePath: path };
}

/** As {@link findRepository}. @throws TicketreeError `git_off`, `no_repository` */
export async function requireRepository(context: GitContext): Promise<Repository> {
  if (!(await context.settings.get('git.enabled'))) {
    throw new TicketreeError(
      'git_off',
      'The settings keep Ticketree from using git.',
      'Switch it on with `ticketree config set git.enabled on`.',
    );
  }
  const repository = await findRepository(context);
  if (repository) return repository;
  const { noRepositoryAt } = await import('../../git/gitFailures.js');
  throw noRepositoryAt(context.layout.project);
}
