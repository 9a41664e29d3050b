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

/** As {@link plain}, but the colours and weights that a program has put in stay. */
export function coloursOnly(text: string): string {
  // eslint-disable-next-line no-control-regex -- ESC begins each of them
  const parts = text.split(/(\u001b\[[\d;]{0,32}m)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : plain(part))).join('');
}

/** A colour or a weight, as Node names it. */
export type Style = 'bold' | 'dim' | 'green' | 'magenta' | 'red' | 'yellow';

/** Colours text, or not. */
export type Paint = (style: Style, text: string) => string;

type NodeStyle = Parameters<typeof styleText>[0];

/** What is drawn in place of a style that is hard to read on that ground; the terminal says what its colours are. */
const themes: Readonly<Record<'auto' | 'dark' | 'light', Readonly<Partial<Record<Style, NodeStyle>>>>> = {
  auto: {},
  dark: { green: 'greenBright', magenta: 'magentaBright', red: 'redBright', yellow: 'yellowBright' },
  light: { dim: 'gray', yellow: 'blue' },
};

export function makePaint(colour: boolean, theme: keyof typeof themes = 'auto'): Paint {
  if (!colour) return (_style, text) => text;
  // Whether the stream takes colours has been decided (terminal.ts), for Node looks at other signs than we do.
  return (style, text) => styleText(themes[theme][style] ?? style, text, { validateStream: false });
}
