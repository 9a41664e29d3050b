import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { formatTicketLines } from '../../../src/cli/ticketLines.js';
import { statuses } from '../../../src/domain/ticket.js';
import { rowOf } from '../../../src/domain/ticketRow.js';
import { ticketWith } from '../domain/tickets.js';
import { pipeLook, terminalLook } from './looks.js';

const styles = ['bold', 'dim', 'green', 'magenta', 'red', 'yellow'] as const;

describe('the look of a terminal', () => {
  it('has colours until the person says never, or the terminal has none', () => {
    expect(terminalLook().paint('red', 'x')).toBe('\u001b[31mx\u001b[39m');
    expect(terminalLook({ color: 'never' }).paint('red', 'x')).toBe('x');
    expect(terminalLook({ color: 'auto' }, { colour: false }).paint('red', 'x')).toBe('x');
  });

  it.each(['auto', 'dark', 'light'])('says the same in the theme %s', (theme) => {
    const { paint } = terminalLook({ 'ui.theme': theme });
    for (const style of styles) {
      expect(paint(style, 'x')).not.toBe('x');
      expect(stripVTControlCharacters(paint(style, 'x'))).toBe('x');
    }
  });

  it('has brighter colours on dark ground, and no yellow on light ground', () => {
    expect(terminalLook({ 'ui.theme': 'dark' }).paint('yellow', 'x')).toContain('\u001b[93m');
    expect(terminalLook({ 'ui.theme': 'light' }).paint('yellow', 'x')).toContain('\u001b[34m');
    expect(terminalLook({ 'ui.theme': 'auto' }).paint('yellow', 'x')).toContain('\u001b[33m');
  });

  it("has vibe-ticket's emoji for each status, unless the person wants none; a pipe has none", () => {
    expect(statuses.map((status) => terminalLook().mark(status)).join('')).toBe('📋 🔧 👀 🚫 ✅ ');
    for (const status of statuses) {
      expect(terminalLook({ 'ui.emoji': false }).mark(status)).toBe('');
      expect(pipeLook.mark(status)).toBe('');
    }
  });

  it('lines up lists with emoji, and cuts them where the terminal ends', () => {
    const rows = [ticketWith(), ticketWith({ status: 'blocked' })].map(rowOf);
    const look = terminalLook({}, { colour: false, columns: 36 });
    expect(formatTicketLines(rows, new Map(rows.map(({ id }) => [id, 'a000'])), look).split('\n')).toEqual([
      '#a000  📋 todo     medium  Fix login',
      '#a000  🚫 blocked  medium  Fix login',
    ]);
  });
});

describe('times', () => {
  const time = '2026-03-01T12:34:56.123456Z';

  it('stand as the person likes them, in local time, also in a pipe', () => {
    const at = new Date(time);
    const [hour, minute] = [at.getHours(), at.getMinutes()].map((value) => String(value).padStart(2, '0'));
    expect(pipeLook.time(time)).toMatch(new RegExp(`^2026-0[23]-\\d\\d ${hour}:${minute}$`));
    expect(terminalLook({ 'ui.date_format': '%s' }).time(time)).toBe(String(Math.floor(at.getTime() / 1000)));
    expect(terminalLook({ 'ui.date_format': 'the year %Y%n%t!' }).time(time)).toBe('the year 2026 !');
  });

  it('that are none stay as they are, without what would steer a terminal', () => {
    expect(pipeLook.time('soon')).toBe('soon');
    expect(pipeLook.time('\u001b[2Jsoon\n')).toBe('\ufffd[2Jsoon ');
  });
});
