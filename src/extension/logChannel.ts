import type * as vscode from 'vscode';
import { type Logger, redactingLogger } from '../util/logger.js';

/** The core's logger on the editor's log channel, whose level the user sets. */
export function makeLogger(channel: vscode.LogOutputChannel): Logger {
  return redactingLogger((level, line) => {
    channel[level](line);
  });
}
