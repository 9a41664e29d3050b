import * as vscode from 'vscode';
import type { HistoryResult } from '../../app/historyService.js';
import { operationLabel } from '../board/operationLabel.js';
import type { CommandContext } from './commandContext.js';

/** How long the status bar tells what was taken back, milliseconds. */
const toldMillis = 5000;

/** Takes back what was last done from any surface in this window. */
export async function undo({ session }: CommandContext): Promise<void> {
  const { history, store } = session.requireWritable();
  tell(vscode.l10n.t('Undone'), await history.undo(), (id) => store.get(id)?.title);
}

/** Does again what was last taken back. */
export async function redo({ session }: CommandContext): Promise<void> {
  const { history, store } = session.requireWritable();
  tell(vscode.l10n.t('Done again'), await history.redo(), (id) => store.get(id)?.title);
}

function tell(verb: string, result: HistoryResult, titleOf: (id: string) => string | undefined): void {
  const left = result.leftAlone.length;
  const kept = left === 0 ? '' : ` ${vscode.l10n.t('({0} changed since, left alone)', left)}`;
  vscode.window.setStatusBarMessage(
    `$(discard) ${verb}: ${operationLabel(result.operation, titleOf).replaceAll('$(', '$ (')}${kept}`,
    toldMillis,
  );
}
