import type { GitRunner } from './gitRunner.js';

/** One change of a ref; `old` is where it must stand, so that nobody else's change is overwritten. */
export type RefUpdate =
  | { readonly kind: 'create'; readonly ref: string; readonly id: string }
  | { readonly kind: 'update'; readonly ref: string; readonly id: string; readonly old: string }
  | { readonly kind: 'delete'; readonly ref: string; readonly old: string };

/**
 * Changes refs as one transaction: all of them, or, where one does not stand where it must, none (git-update-ref(1)).
 * @param reason for the reflog
 * @throws TicketreeError `git_failed`, `git_locked`
 */
export async function updateRefs(
  runner: GitRunner,
  folder: string,
  updates: readonly RefUpdate[],
  reason: string,
): Promise<void> {
  const lines = updates.map((update) => {
    switch (update.kind) {
      case 'create':
        return `create ${update.ref}\0${update.id}\0`;
      case 'update':
        return `update ${update.ref}\0${update.id}\0${update.old}\0`;
      case 'delete':
        return `delete ${update.ref}\0${update.old}\0`;
    }
  });
  const input = ['start', ...lines.map((line) => line.slice(0, -1)), 'prepare', 'commit'].map((line) => `${line}\0`);
  await runner.run(folder, ['update-ref', '-m', reason, '--create-reflog', '--stdin', '-z'], { input: input.join('') });
}
