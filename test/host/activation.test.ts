import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { activateExtension } from './support.js';

describe('activation', () => {
  it('tells how long it took', async function () {
    const { exports } = await activateExtension();
    // The title is what the report prints.
    if (this.test) this.test.title += `: ${exports.activationMillis.toFixed(1)} ms of evaluating and activating`;
    assert.ok(exports.activationMillis > 0);
  });

  it('registers every command of the manifest', async () => {
    const extension = await activateExtension();
    const manifest = extension.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands.map(({ command }) => command).filter((id) => !registered.has(id));
    assert.deepEqual(missing, []);
  });
});
