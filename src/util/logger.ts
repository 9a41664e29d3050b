import { inspect } from 'node:util';
import { redact } from './redact.js';

/** Where the core writes what it does; the host plugs its own channel in. `details` may be an error. */
export interface Logger {
  debug(message: string, details?: unknown): void;
  info(message: string, details?: unknown): void;
  warn(message: string, details?: unknown): void;
  error(message: string, details?: unknown): void;
}

export type LogLevel = keyof Logger;

/** A logger whose every line has passed the redaction, whoever wrote it and whoever prints it. */
export function redactingLogger(print: (level: LogLevel, line: string) => void): Logger {
  const write =
    (level: LogLevel) =>
    (message: string, details?: unknown): void => {
      print(level, redact(details === undefined ? message : `${message}: ${describe(details)}`));
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** For whoever has nowhere to write. */
export const silentLogger: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // Nobody reads it.
}

/** An error with its stack and all its causes; anything else as JavaScript shows it, also what JSON cannot hold. */
function describe(details: unknown): string {
  return typeof details === 'string' ? details : inspect(details, { depth: 5, breakLength: Infinity });
}
