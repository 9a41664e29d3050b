import { styleText } from 'node:util';

/** Ticket text may hold escape sequences that move the cursor or write the clipboard; they show as a mark instead. */
export function plain(text: string): string {
  const lines = text.replaceAll('\r\n', '\n');
  // eslint-disable-next-line no-control-regex -- control characters are what it removes
  return lines.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** As {@link plain}, in one line. */
export function oneLine(text: string): string {
  return plain(text.replace(/\s+/g, ' '));
}

/** A colour or a weight, as Node names it. */
export type Style = Parameters<typeof styleText>[0];

/** Colours text, or not. */
export type Paint = (style: Style, text: string) => string;

export function makePaint(colour: boolean): Paint {
  // Whether the stream takes colours has been decided (terminal.ts), for Node looks at other signs than we do.
  return colour ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
}
