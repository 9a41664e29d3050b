import * as vscode from 'vscode';
import { plainLabel } from '../ui/plainLabel.js';
import { pickOne } from '../ui/quickPicks.js';
import type { CommandContext } from './commandContext.js';

/** Brings a deleted ticket back from the trash. */
export async function restoreTicket({ session, tickets }: CommandContext): Promise<void> {
  const { trash } = session.requireWritable();
  const items = (await trash.list()).map((entry) => ({
    entry,
    label: plainLabel(entry.ticket.title),
    description: new Date(entry.at).toLocaleString(vscode.env.language),
  }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The trash is empty.'));
    return;
  }
  const placeHolder = vscode.l10n.t('Which ticket shall come back?');
  const picked = await pickOne(items, { placeHolder, matchOnDescription: true });
  if (!picked) return;
  const restored = await trash.restore(picked.entry);
  await tickets.reveal(restored.id);
}
