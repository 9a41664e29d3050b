import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../harness/paths.mjs';
import { openWorkbench, type Workbench } from '../harness/workbench.js';
import { Project } from './projects.js';

const manifest = readJson('package.json') as { contributes: { commands: { command: string; title: string }[] } };
const texts = readJson('package.nls.json') as Record<string, string>;

/** What is typed where a command asks first; all other questions are answered by Enter alone. */
const answers: Readonly<Record<string, string>> = {
  'ticketree.newTicket': 'Made from the palette',
  'ticketree.startTicket': 'Implement REST API server',
  'ticketree.addTask': 'Fix typo in documentation',
  'ticketree.tree.filter': 'priority:>=low',
};

/** Not offered where there is one store already, no finish that waits, and no message that is edited. */
const notOffered = new Set([
  ...['init', 'switchStore'],
  ...['continueFinish', 'abortFinish', 'resolveConflicts', 'completeMerge', 'acceptMessage'],
  // The served editor has no window of the system to show anything in.
  'revealWorktree',
]);

describe('the commands of the palette', () => {
  const project = Project.withRealStore();
  const commands = manifest.contributes.commands.filter(
    ({ command }) => !notOffered.has(command.replace('ticketree.', '')),
  );
  let workbench: Workbench;

  beforeAll(async () => {
    project.commitAll();
    // A window on a folder loads itself anew when another is added to it, and VS Code on a page may lose both then.
    const workspace = path.join(path.dirname(project.folder), 'palette.code-workspace');
    writeFileSync(workspace, JSON.stringify({ folders: [{ path: project.folder }] }));
    const settings = { 'ticketree.git.afterStart': 'stay' };
    workbench = await openWorkbench({ folder: workspace, settings });
    await workbench.tree.open();
    await workbench.tree.row(/^To do\s*9$/).waitFor();
    await workbench.tree.view('Worktrees').text('Start Work').waitFor();
  });

  afterAll(async () => {
    await workbench.close();
    project.remove();
  });

  it.each(commands)('$command does something, or says why not', async ({ command, title }) => {
    const words = `Ticketree: ${texts[title.replaceAll('%', '')] ?? title}`;
    const answer = answers[command];
    if (answer === undefined) await workbench.runCommand(words);
    else await workbench.runCommandAnd(words, (input) => input.answer(answer));
    await workbench.acceptAll();
    await workbench.dismissDialog();
    // What the next commands do would come between.
    if (command === 'ticketree.startTicket') {
      await workbench.tree
        .view('Worktrees')
        .row(/ticket\//)
        .first()
        .waitFor();
    }
    expect(await workbench.notification(/not found|went wrong/).allInnerTexts()).toEqual([]);
  });

  it('leaves no error in the log', () => {
    const log = workbench.extensionLog();
    expect(log).toContain('[info]');
    expect(log.split('\n').filter((line) => line.includes('[error]'))).toEqual([]);
  });
});

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(path.join(root, name), 'utf8'));
}
