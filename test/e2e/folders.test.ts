import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openWorkbench } from '../harness/workbench.js';
import { runCli } from '../harness/cli.js';
import { BoardView } from './boardView.js';
import { Project } from './projects.js';

const fixture = fileURLToPath(new URL('../fixtures/vibe-ticket-store', import.meta.url));

it('a window with two folders shows the tickets of both, and its board those of the one that is chosen', async () => {
  const project = Project.empty();
  const [first, second] = ['app', 'lib'].map((name) => path.join(project.folder, name)) as [string, string];
  cpSync(fixture, first, { recursive: true });
  mkdirSync(second);
  expect((await runCli(['init'], { cwd: second })).code).toBe(0);
  expect((await runCli(['new', 'only-here', '--title', 'Only in the library'], { cwd: second })).code).toBe(0);
  const workspace = path.join(project.folder, 'both.code-workspace');
  writeFileSync(workspace, JSON.stringify({ folders: [{ path: 'app' }, { path: 'lib' }] }));

  const workbench = await openWorkbench({ folder: workspace });
  await workbench.tree.open();
  await workbench.tree.row(/^app/).waitFor();
  await workbench.tree.expand(/^lib/);
  await workbench.tree.row('Only in the library').waitFor();
  const board = new BoardView(workbench);
  await board.open();
  expect(await board.size('todo')).toBe(9);
  await workbench.runCommandAndPick('Ticketree: Switch Ticket Store...', 'lib');
  await workbench.board().getByText('Only in the library').waitFor();
  expect(await board.size('todo')).toBe(1);
  await workbench.screenshot('two-folders');
  await workbench.close();
  project.remove();
});
