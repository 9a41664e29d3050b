import { CommanderError } from 'commander';
import { TicketreeError } from '../domain/errors.js';

const seeHelp = 'See `ticketree --help`, or `ticketree <command> --help`.';

/** Whatever was thrown, as a failure that can be told. */
export function asTicketreeError(error: unknown): TicketreeError {
  if (error instanceof TicketreeError) return error;
  if (error instanceof CommanderError) return usageError(error);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new TicketreeError('internal', `Something went wrong inside Ticketree. ${text}`, 'Please report this.');
}

/** Commander says `error: unknown command 'lst'`, and in a second line `(Did you mean list?)`. */
function usageError({ code, message }: CommanderError): TicketreeError {
  if (code === 'commander.help') return new TicketreeError('usage', 'No command was given.', seeHelp);
  const [, text = message, suggestion] = /^(?:error: )?(.*?)(?:\n\((Did you mean [^\n]*\?)\))?$/s.exec(message) ?? [];
  return new TicketreeError('usage', asSentence(text), suggestion === undefined ? seeHelp : `${suggestion} ${seeHelp}`);
}

function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).trimEnd()}${/[.!?]\s*$/.test(text) ? '' : '.'}`;
}
