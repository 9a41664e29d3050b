import { loadStarted } from './activationClock.js';
import type * as vscode from 'vscode';
import { Container } from './container.js';

/** All modules that the editor needs at once have been evaluated when this line is reached. */
const loadMillis = performance.now() - loadStarted;

/** What other extensions, and our own tests, may ask of this one. */
export interface TicketreeApi {
  /**
   * Milliseconds that this extension takes of the editor's start: evaluating the bundle, and `activate()`. Between the two
   * the editor does work of its own, which is not counted; views load their data later.
   */
  readonly activationMillis: number;
}

/** Wires and returns; whatever takes time goes on behind the views. */
export function activate(context: vscode.ExtensionContext): TicketreeApi {
  const activateStarted = performance.now();
  const container = new Container(context);
  context.subscriptions.push(container);
  const activationMillis = loadMillis + performance.now() - activateStarted;
  container.logger.info(`activated in ${activationMillis.toFixed(1)} ms`);
  return { activationMillis };
}
