import { strict as assert } from 'node:assert';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import { silentLogger } from '../../src/util/logger.js';
import { systemClock } from '../../src/util/clock.js';
import { acceptInputs, activateExtension, ticketsOnDisk, until, workspaceFolder } from './support.js';

/** Another process in all but name: a store of its own on the same folder. */
async function writeTicket(title: string): Promise<string> {
  const other = await TicketWorkspace.open(workspaceFolder(), {
    clock: systemClock,
    logger: silentLogger,
    surface: 'editor',
    session: 'other window',
  });
  try {
    return (await other.tickets.create({ title })).id;
  } finally {
    other.dispose();
  }
}

async function fieldOf(id: string, field: string): Promise<unknown> {
  return (await ticketsOnDisk()).find(({ ticket }) => ticket['id'] === id)?.ticket[field];
}

/** Runs a command on a ticket that the extension may just be learning of. */
async function run(command: string, id: string): Promise<void> {
  await vscode.commands.executeCommand('ticketree.refresh');
  await vscode.commands.executeCommand(command, id);
}

describe('tickets in the editor', () => {
  const store = (): string => join(workspaceFolder(), '.vibe-ticket');

  before(async () => {
    await activateExtension();
    await acceptInputs(vscode.commands.executeCommand('ticketree.init'));
    // Nobody is there to say where the work on a started ticket goes on.
    await vscode.workspace.getConfiguration('ticketree').update('git.afterStart', 'stay', true);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(store(), { recursive: true });
  });

  it('makes a store with the files of vibe-ticket', async () => {
    for (const name of ['config.yaml', 'state.yaml', 'tickets', 'templates/ticket.md']) await stat(join(store(), name));
    const gitignore = await readFile(join(workspaceFolder(), '.gitignore'), 'utf8');
    assert.match(gitignore, /^# vibe-ticket$/m);
  });

  it('starts a ticket: doing on disk, active, and with a branch and a worktree', async () => {
    const id = await writeTicket('Start me');
    await run('ticketree.startTicket', id);
    assert.equal(await fieldOf(id, 'status'), 'doing');
    assert.equal(typeof (await fieldOf(id, 'started_at')), 'string');
    assert.equal(await readFile(join(store(), 'active_tickets.yaml'), 'utf8'), `- ${id}\n`);
    const { git } = (await fieldOf(id, 'metadata')) as { git: { branch: string } };
    assert.match(git.branch, /^ticket\//);
    assert.equal((await readdir(join(workspaceFolder(), '.git', 'worktrees'))).length, 1);
  });

  it('completes a ticket, which then is active no more', async () => {
    const id = await writeTicket('Complete me');
    await run('ticketree.startTicket', id);
    await run('ticketree.completeTicket', id);
    assert.equal(await fieldOf(id, 'status'), 'done');
    await assert.rejects(stat(join(store(), 'active_tickets.yaml')));
  });

  it('sets and clears the active ticket without touching its file', async () => {
    const id = await writeTicket('Activate me');
    const before = (await ticketsOnDisk()).find(({ ticket }) => ticket['id'] === id);
    assert.ok(before);
    const bytes = await readFile(before.file, 'utf8');
    await run('ticketree.setActiveTicket', id);
    assert.equal(await readFile(join(store(), 'active_tickets.yaml'), 'utf8'), `- ${id}\n`);
    await vscode.commands.executeCommand('ticketree.clearActiveTicket');
    await assert.rejects(stat(join(store(), 'active_tickets.yaml')));
    assert.equal(await readFile(before.file, 'utf8'), bytes);
  });

  it("opens a ticket's YAML file", async () => {
    const id = await writeTicket('Open me');
    await run('ticketree.openTicketYaml', id);
    const shown = vscode.window.activeTextEditor?.document.uri.fsPath ?? '';
    assert.equal(basename(shown), `${id}.yaml`);
  });

  it('opens a ticket in a tab of its own', async () => {
    const id = await writeTicket('Show me');
    await run('ticketree.openTicket', id);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputCustom);
    assert.equal(input.viewType, 'ticketree.ticket');
    assert.equal(basename(input.uri.fsPath), `${id}.yaml`);
  });

  it('moves a ticket to the status that is picked', async () => {
    const id = await writeTicket('Move me');
    await run('ticketree.startTicket', id);
    // The first that is offered is "to do".
    await acceptInputs(vscode.commands.executeCommand('ticketree.moveTicket', id));
    assert.equal(await fieldOf(id, 'status'), 'todo');
  });

  it('copies the id of a ticket', async () => {
    const id = await writeTicket('Copy me');
    await run('ticketree.copyTicketId', id);
    await until(async () => ((await vscode.env.clipboard.readText()) === id ? true : undefined));
  });

  it('leaves a broken file as it is when it is asked to change it', async () => {
    const id = await writeTicket('Break me');
    await vscode.commands.executeCommand('ticketree.refresh');
    const file = join(store(), 'tickets', `${id}.yaml`);
    await writeFile(file, 'id: [unfinished');
    // The command reports its failure in a notification and does not throw.
    await vscode.commands.executeCommand('ticketree.completeTicket', id);
    assert.equal(await readFile(file, 'utf8'), 'id: [unfinished');
    await rm(file);
  });

  it('opens one board, however often it is asked to', async () => {
    const boards = (): vscode.Tab[] =>
      vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('ticketree.board'));
    await vscode.commands.executeCommand('ticketree.openBoard');
    await vscode.commands.executeCommand('ticketree.openBoard');
    await until(() => (boards().length > 0 ? true : undefined));
    assert.equal(boards().length, 1);
  });
});
