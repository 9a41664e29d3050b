import { existsSync } from 'node:fs';
import path from 'node:path';
import type { SettingKey } from '../../../src/domain/settings.js';
import { openWorkspace } from '../../harness/tempStore.js';
import { document, git } from './commands.js';
import { commitFile, initRepository, writeIn } from './gitProject.js';
import type { Effect } from './settingEffect.js';
import { writeTickets, type Started } from './startable.js';

/** Something of a start in a repository; `{project}` and what else differs from test to test is put back. */
function seenOfStart(see: (started: Started, project: string) => unknown, ...args: string[]): Effect['see'] {
  return async ({ project, env }) => {
    await initRepository(project);
    await writeIn(project, '.git/info/exclude', '.env\n.secret\n');
    await writeTickets(project, ['one']);
    await commitFile(project, 'README.md', 'Hello\n');
    await git(project, 'branch', 'develop');
    await writeIn(project, '.env', 'KEY=1\n');
    await writeIn(project, '.secret', 'KEY=2\n');
    const started = (await document(project, ['start', 'one', ...args], { env })) as unknown as Started;
    const seen = JSON.stringify((await see(started, project)) ?? null);
    return seen.replaceAll(path.basename(project), 'NAME').replaceAll(started.ticket.id.slice(0, 8), 'ID');
  };
}

/** The effects of the settings that tell how a ticket is started. */
export const startEffects: Partial<Record<SettingKey, Effect>> = {
  'git.enabled': { values: ['on', 'off'], see: seenOfStart((started) => started.git) },
  'git.branch_prefix': { values: ['ticket/', 'work-'], see: seenOfStart((started) => started.git?.branch) },
  'git.branch_pattern': { values: ['{slug}', '{type}-{id}'], see: seenOfStart((started) => started.git?.branch) },
  'git.auto_branch': { values: ['on', 'off'], see: seenOfStart((started) => started.git) },
  'git.worktree_enabled': { values: ['on', 'off'], see: seenOfStart((started) => started.git?.worktree) },
  'git.worktree_default': { values: ['on', 'off'], see: seenOfStart((started) => started.git?.worktree) },
  'git.worktree_prefix': {
    values: ['./{project}-vibeticket-', './trees/'],
    see: seenOfStart((started) => started.git?.worktree),
  },
  'git.base': { values: ['main', 'develop'], see: seenOfStart((started) => started.git?.base) },
  'git.copy_files': { values: ['.env', '.env,.secret'], see: seenOfStart((started) => started.git?.copied) },
  'git.setup_command': {
    values: ['touch made', 'touch done'],
    see: async (scene) => {
      await document(scene.project, ['trust', '--yes'], { env: scene.env });
      const see = ({ git: place }: Started) =>
        ['made', 'done'].map((name) => existsSync(path.join(place?.worktree ?? '', name)));
      return seenOfStart(see)(scene);
    },
  },
  'git.follow_branch': {
    values: ['on', 'off'],
    see: async ({ project }) => {
      await writeTickets(project, ['one']);
      const workspace = await openWorkspace(project);
      return (await workspace.git.followBranch('ticket/one')) !== null;
    },
  },
};
