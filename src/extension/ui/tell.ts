import * as vscode from 'vscode';
import { plainLabel } from './plainLabel.js';

/** How long it stands there, milliseconds. */
const toldMillis = 8000;

/** Tells in the status bar, for a moment, what was done; nobody has to close it. @param icon name of a codicon */
export function tell(icon: string, text: string): void {
  vscode.window.setStatusBarMessage(`$(${icon}) ${plainLabel(text)}`, toldMillis);
}
