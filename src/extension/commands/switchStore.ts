import * as vscode from 'vscode';
import { basename } from 'node:path';
import { plainLabel } from '../ui/plainLabel.js';
import { pickOne } from '../ui/quickPicks.js';
import type { CommandContext } from './commandContext.js';

/** Chooses which of several stores the board, the status bar and the palette work on. */
export async function switchStore({ session }: CommandContext): Promise<void> {
  const items = session.stores.map((workspace) => ({
    workspace,
    label: plainLabel(basename(workspace.store.layout.project)),
    description: workspace.store.layout.project,
    ...(workspace === session.workspace ? { detail: vscode.l10n.t('now') } : {}),
  }));
  const placeHolder = vscode.l10n.t('Which tickets shall the board and the commands work on?');
  const picked = await pickOne(items, { placeHolder, matchOnDescription: true });
  if (picked) await session.choose(picked.workspace);
}
