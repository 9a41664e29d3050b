import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/cli/textWidth.js';
import { formatTicketLines } from '../../../src/cli/ticketLines.js';
import { rowOf } from '../../../src/domain/ticketRow.js';
import { idOf, ticketWith } from '../domain/tickets.js';
import { full } from './fullTicket.js';
import { pipeLook, terminalLook } from './looks.js';

const plainLook = (columns: number) => terminalLook({ 'ui.emoji': false }, { columns, colour: false });

describe('tickets as lines', () => {
  it('stand in columns, with the title last', () => {
    const short = new Map([
      [idOf(10), 'a000'],
      [idOf(11), 'b00000'],
    ]);
    const other = ticketWith({ id: idOf(11), title: 'Other' });
    expect(formatTicketLines([full, other].map(rowOf), short, pipeLook).split('\n')).toEqual([
      '#a000    done  critical  1/2  Fix login  @ana  [bug, ui]',
      '#b00000  todo  medium         Other',
    ]);
  });

  it('have no column of tasks when no ticket has any, and are nothing for no tickets', () => {
    expect(formatTicketLines([rowOf(ticketWith())], new Map([[idOf(10), 'a000']]), pipeLook)).toBe(
      '#a000  todo  medium  Fix login',
    );
    expect(formatTicketLines([], new Map(), pipeLook)).toBe('');
  });

  it('fit a terminal of any width, whatever script they are in', () => {
    const wide = rowOf(
      ticketWith({ title: '検索が日本語の題名で遅い 👩‍👩‍👧 というとき', tags: ['検索'], assignee: '花子' }),
    );
    for (let columns = 36; columns < 90; columns += 1) {
      const lines = formatTicketLines([rowOf(full), wide], new Map(), plainLook(columns)).split('\n');
      expect(lines).toHaveLength(2);
      // Ids stand in full here, so that the narrowest have no room.
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(columns, 37 + 23 + 10));
    }
    const [line] = formatTicketLines([wide], new Map([[idOf(10), 'a000']]), plainLook(40)).split('\n');
    expect(line).toBe('#a000  todo  medium  検索が日本語の題名…');
  });

  it('have the same text with colours as without', () => {
    const rows = [rowOf(full), rowOf(ticketWith())];
    const painted = formatTicketLines(rows, new Map(), terminalLook({}, { columns: 60 }));
    expect(painted).toContain('\u001b[');
    expect(stripVTControlCharacters(painted)).toBe(
      formatTicketLines(rows, new Map(), terminalLook({}, { columns: 60, colour: false })),
    );
  });
});
