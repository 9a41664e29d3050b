import { expect, it } from 'vitest';
import { openWorkbench } from '../harness/workbench.js';
import { BoardView } from './boardView.js';
import { Project } from './projects.js';

it('in a folder that is not trusted tickets can be read, and nothing changes them', async () => {
  const project = Project.withRealStore();
  project.commitAll();
  const before = project.snapshot();
  const workbench = await openWorkbench({ folder: project.folder, trust: false });
  await workbench.tree.open();
  await workbench.tree.row(/^To do\s*9$/).waitFor();
  const board = new BoardView(workbench);
  await board.open();
  await workbench.board().getByText('This folder is not trusted, so its tickets are read only.').waitFor();
  await workbench.drag(board.cards('todo').first(), board.cards('doing').first());
  expect(await board.size('todo')).toBe(9);
  expect(await workbench.board().getByRole('button', { name: 'New ticket' }).count()).toBe(0);
  const task = workbench.tree.row(/Implement caching mechanis/);
  expect(await task.getByRole('button', { name: 'Complete Ticket' }).count()).toBe(0);
  await workbench.tree.view('Worktrees').text('This folder is not trusted, so git is not run in it.').waitFor();
  await workbench.screenshot('restricted');
  expect(project.snapshot()).toEqual(before);
  await workbench.close();
  project.remove();
});
