import { loadStarted } from './activationClock.js';
import type * as vscode from 'vscode';
import { Container } from './container.js';

/** What other extensions, and our own tests, may ask of this one. */
export interface TicketreeApi {
  /** Milliseconds from the first line of the bundle to the end of activation; views load their data later. */
  readonly activationMillis: number;
}

/** Wires and returns; whatever takes time goes on behind the views. */
export function activate(context: vscode.ExtensionContext): TicketreeApi {
  const container = new Container(context);
  context.subscriptions.push(container);
  const activationMillis = performance.now() - loadStarted;
  container.logger.info(`activated in ${activationMillis.toFixed(1)} ms`);
  return { activationMillis };
}
