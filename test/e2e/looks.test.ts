import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench } from '../harness/workbench.js';
import { Project } from './projects.js';

const demo = fileURLToPath(new URL('../../out/demo.mjs', import.meta.url));

/** Pictures of sidebar and board, for people to look at; what a program can tell of a theme is asserted. */
describe('sidebar and board', () => {
  const project = Project.empty();

  beforeAll(() => {
    execFileSync(process.execPath, [demo, project.folder]);
  });

  afterAll(() => {
    project.remove();
  });

  it.each([
    ['light', 'vscode-light'],
    ['dark', 'vscode-dark'],
    ['high-contrast', 'vscode-high-contrast'],
    ['high-contrast-light', 'vscode-high-contrast-light'],
  ] as const)('take on the %s theme', async (theme, bodyClass) => {
    const workbench = await openWorkbench({ folder: project.folder, theme });
    await workbench.tree.open();
    await workbench.tree.expand('Fix login token');
    await workbench.runCommand('Ticketree: Open Board');
    await workbench.board().locator('[data-ticket-id]').first().waitFor();
    expect(await workbench.board().locator('body').getAttribute('class')).toContain(bodyClass);
    await workbench.screenshot(`board-${theme}`);
    // The ticket beside the board, as Enter opens it.
    await workbench.board().locator('ticketree-column[data-status="doing"] [data-ticket-id]').first().focus();
    await workbench.page.keyboard.press('Enter');
    await workbench.board().locator('ticketree-ticket').waitFor();
    await workbench.screenshot(`ticket-${theme}`);
    await workbench.close();
  });
});
