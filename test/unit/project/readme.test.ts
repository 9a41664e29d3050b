import { describe, expect, it } from 'vitest';
import { commandTable } from '../../../src/cli/commandTable.js';
import { errorCodes, type FailureKind } from '../../../src/domain/errors.js';
import { describeKind } from '../../../src/domain/settingKinds.js';
import { definitionOf, meaningOf, settingKeys } from '../../../src/domain/settings.js';
import { filesBelow, readText } from './projectFiles.js';

const exitCodes: Record<FailureKind, number> = { failure: 1, usage: 2, notFound: 3, conflict: 4, locked: 5 };

const lines = readText('README.md').split('\n');

/** The rows of the README's table of codes: | code | exit | meaning |. */
const rows = lines
  .map((line) => /^\| *`([a-z_]+)` *\| *(\d) *\| *(.+?) *\|$/.exec(line))
  .filter((match) => match !== null)
  .map(([, code, exit, meaning]) => ({ code, exit, meaning }));

describe('the table of codes in the README', () => {
  it.each(Object.entries(errorCodes))('has %s with its exit code and meaning', (code, { kind, meaning }) => {
    expect(rows.filter((row) => row.code === code)).toEqual([{ code, exit: String(exitCodes[kind]), meaning }]);
  });

  it('has no code that is none', () => {
    expect(rows.map(({ code }) => code).filter((code) => code === undefined || !(code in errorCodes))).toEqual([]);
  });
});

/** The cells of the table that has these words at its head. */
function tableOf(...head: readonly string[]): string[][] {
  const tables = lines.map((line) => (line.startsWith('|') ? line.split(/(?<!\\)\|/).slice(1, -1) : []));
  const cells = tables.map((row) => row.map((cell) => cell.trim()));
  const start = cells.findIndex(
    (row) => row.length === head.length && row.every((cell, index) => cell === head[index]),
  );
  const end = cells.findIndex((row, index) => index > start && row.length === 0);
  return cells.slice(start + 2, end);
}

describe('the table of settings in the README', () => {
  it('says of each what the program says of it', () => {
    const wanted = settingKeys.map((key) => {
      const { kind, fallback, levels } = definitionOf(key);
      const shown = Array.isArray(fallback) ? 'none' : `\`${String(fallback)}\``;
      return [`\`${key}\``, describeKind(kind), shown, levels.join(', '), meaningOf(key)];
    });
    expect(tableOf('setting', 'values', 'default', 'may stand in', 'what it does')).toEqual(wanted);
  });
});

describe('the table of commands in the README', () => {
  it('has every command', () => {
    const shown = tableOf('command', 'what it does').flatMap(([typed = '']) =>
      Array.from(typed.matchAll(/`([a-z-]+)/g), ([, name]) => name),
    );
    expect([...new Set(shown)].sort()).toEqual(commandTable.map(({ name }) => name).sort());
  });
});

describe('the table of documents in the README', () => {
  it('has every kind that a command prints', () => {
    const printed = filesBelow('src/cli').flatMap((path) =>
      Array.from(readText(path).matchAll(/\.result\(\s*'([^']+)'/g), ([, kind]) => kind),
    );
    const shown = tableOf('kind', 'of', 'fields').flatMap(([kinds = '']) =>
      Array.from(kinds.matchAll(/`([^`]+)`/g), ([, kind]) => kind),
    );
    expect(printed.length).toBeGreaterThan(20);
    expect([...new Set(printed)].filter((kind) => !shown.includes(kind))).toEqual([]);
  });
});
