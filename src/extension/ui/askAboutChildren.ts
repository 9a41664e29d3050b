import * as vscode from 'vscode';
import type { ChangeOptions } from '../../app/ticketWriter.js';
import { TicketreeError } from '../../domain/errors.js';

/**
 * Does something to tickets. Where others hang on them and the settings do not say what becomes of those, the person
 * decides; who says no changes nothing.
 * @returns undefined when the person said no
 */
export async function askAboutChildren<T>(act: (options: ChangeOptions) => Promise<T>): Promise<T | undefined> {
  try {
    return await act({});
  } catch (error) {
    if (!TicketreeError.is(error, 'has_dependents')) throw error;
    const cascade = vscode.l10n.t('Include Their Parts');
    const detach = vscode.l10n.t('Let Them Stand Alone');
    const chosen = await vscode.window.showWarningMessage(
      error.message,
      { modal: true, detail: vscode.l10n.t('What shall become of what hangs on these tickets? You can undo it.') },
      cascade,
      detach,
    );
    return chosen === undefined ? undefined : act({ children: chosen === cascade ? 'cascade' : 'detach' });
  }
}
