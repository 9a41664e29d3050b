import type { Settings } from '../domain/resolveSettings.js';
import { formatDate } from '../domain/strftime.js';
import type { Status } from '../domain/ticket.js';
import { timestampMillis } from '../domain/timestamp.js';
import type { Terminal } from './terminal.js';
import { makePaint, oneLine, type Paint } from './terminalText.js';

/** How results look for a person: what the terminal can show, and what the person likes. */
export interface Look {
  readonly paint: Paint;
  /** Width of a line; Infinity where nothing has to fit. */
  readonly columns: number;
  /** A time of a file as the person reads it, local and in one line; what is no time stays as it is. */
  readonly time: (timestamp: string) => string;
  /** What stands before a ticket of that status: an emoji and a space, or nothing. */
  readonly mark: (status: Status) => string;
}

/** vibe-ticket 0.4, src/core/status.rs. */
const emoji: Record<Status, string> = { todo: '📋', doing: '🔧', review: '👀', blocked: '🚫', done: '✅' };

export function lookOf(terminal: Terminal, settings: Settings): Look {
  const pattern = settings.get('ui.date_format');
  const hasEmoji = terminal.isTerminal && settings.get('ui.emoji');
  return {
    paint: makePaint(terminal.colour && settings.get('color') !== 'never', settings.get('ui.theme')),
    columns: terminal.columns,
    time: (timestamp) => {
      const millis = timestampMillis(timestamp);
      return oneLine(Number.isNaN(millis) ? timestamp : formatDate(pattern, new Date(millis)));
    },
    mark: (status) => (hasEmoji ? `${emoji[status]} ` : ''),
  };
}
