import { expect, it } from 'vitest';
import { openWorkspace } from '../harness/tempStore.js';
import { git } from './support/commands.js';
import { commitFile } from './support/gitProject.js';
import { withOrigin } from './support/startable.js';
import { workOnTicket } from './support/ticketWork.js';

it('a person who starts a ticket is offered the branches that it has, and all others by their age', async () => {
  const { project, ticket, branch, worktree } = await workOnTicket();
  await git(project, 'branch', 'older');
  await commitFile(worktree, 'a.txt', 'a\n');
  await withOrigin(project);
  const { git: work } = await openWorkspace(project);

  const choices = await work.branchChoices(ticket.id);

  expect(choices.suggested).toBe(branch);
  expect(choices.ofTicket).toEqual([branch]);
  expect(choices.base).toBe('main');
  expect(
    choices.all
      .filter(({ isRemote }) => !isRemote)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['main', 'older', branch].sort());
  expect(choices.all.at(-1)).toMatchObject({ name: 'origin/main', isRemote: true, subject: 'Write README.md' });
});
