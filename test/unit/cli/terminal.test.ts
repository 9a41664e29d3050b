import { describe, expect, it } from 'vitest';
import { canAnimate, canAsk, terminalOf } from '../../../src/cli/terminal.js';

const tty = { isTTY: true, columns: 100 };
const pipe = {};
const asked = { json: false, noColor: false };

describe('colours', () => {
  it('are for a terminal', () => {
    expect(terminalOf(tty, {}, asked).colour).toBe(true);
    expect(terminalOf(tty, { NO_COLOR: '' }, asked).colour).toBe(true);
  });

  it.each([
    ['a pipe', pipe, {}, asked],
    ['a pipe with FORCE_COLOR', pipe, { FORCE_COLOR: '1' }, asked],
    ['NO_COLOR', tty, { NO_COLOR: '1' }, asked],
    ['NO_COLOR beside FORCE_COLOR', tty, { NO_COLOR: '0', FORCE_COLOR: '3' }, asked],
    ['--no-color', tty, {}, { ...asked, noColor: true }],
    ['a dumb terminal', tty, { TERM: 'dumb' }, asked],
    ['--json', tty, {}, { ...asked, json: true }],
  ])('are not for %s', (_name, stdout, env, options) => {
    expect(terminalOf(stdout, env, options).colour).toBe(false);
  });
});

describe('the width of a line', () => {
  it('is that of the terminal', () => {
    expect(terminalOf(tty, {}, { ...asked, noColor: true }).columns).toBe(100);
  });

  it('has no end where there is no terminal, or one that does not know', () => {
    expect(terminalOf(pipe, { COLUMNS: '20' }, asked).columns).toBe(Infinity);
    expect(terminalOf({ isTTY: true, columns: 0 }, {}, asked).columns).toBe(Infinity);
    expect(terminalOf({ isTTY: true }, {}, asked).columns).toBe(Infinity);
  });
});

describe('somebody', () => {
  it('can be asked only where a question is seen and an answer can be typed', () => {
    expect(canAsk({ stdin: tty, stderr: tty })).toBe(true);
    expect(canAsk({ stdin: tty, stderr: pipe })).toBe(false);
    expect(canAsk({ stdin: pipe, stderr: tty })).toBe(false);
  });
});

it('a line that changes is for a terminal that can', () => {
  expect(canAnimate(tty, { TERM: 'xterm' })).toBe(true);
  expect(canAnimate(tty, { TERM: 'dumb' })).toBe(false);
  expect(canAnimate(pipe, {})).toBe(false);
});
