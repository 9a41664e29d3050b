import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installExtension } from '../harness/extensionPackage.mjs';
import { startServer, type RunningServer } from '../harness/server.mjs';
import { sharedBrowser } from '../harness/sharedHost.js';
import { Workbench } from '../harness/workbench.js';
import { workbenchUrl } from '../harness/workbenchUrl.mjs';
import { BoardView } from './boardView.js';
import { Project } from './projects.js';

/** What ships is a package without sources and without node_modules; it must work by itself. */
const home = mkdtempSync(path.join(tmpdir(), 'ticketree-packaged-'));
const project = Project.withRealStore();
let server: RunningServer;

beforeAll(async () => {
  await installExtension(home);
  server = await startServer({ home, forTests: true });
});

afterAll(async () => {
  await server.stop();
  project.remove();
  rmSync(home, { recursive: true, force: true });
});

it('the packaged extension installs, shows the tickets and moves one', async () => {
  const context = await (await sharedBrowser()).newContext({ viewport: { width: 1400, height: 900 } });
  const workbench = new Workbench(context, await context.newPage());
  await workbench.page.goto(workbenchUrl(server.origin, { folder: project.folder }));
  await workbench.ready();
  await workbench.tree.open();
  await workbench.tree.row(/^To do\s*9$/).waitFor();
  const board = new BoardView(workbench);
  await board.open();
  const card = board.cards('todo').first();
  const id = (await card.getAttribute('data-ticket-id')) ?? '';
  await workbench.drag(card, board.column('review'));
  await expect.poll(() => project.ticket(id)['status']).toBe('review');
  await workbench.close();
});
