import { describe, expect, it } from 'vitest';
import { decodeTicket } from '../../../src/store/codec/decodeTicket.js';
import { encodeTicket } from '../../../src/store/codec/encodeTicket.js';
import { patchTicket } from '../../../src/store/codec/patchTicket.js';
import { TicketFormatError } from '../../../src/store/codec/ticketFormatError.js';
import { plainTask, plainTicket } from './samples.js';

const canonical = encodeTicket({ ...plainTicket, tasks: [plainTask] });

function failure(text: string): string {
  try {
    decodeTicket(text);
  } catch (error) {
    expect(error).toBeInstanceOf(TicketFormatError);
    const { line, reason, message } = error as TicketFormatError;
    expect(message).toBe(`line ${line}: ${reason}`);
    return `${line}: ${reason}`;
  }
  return 'no failure';
}

function failureWith(from: RegExp | string, to: string): string {
  return failure(canonical.replace(from, () => to));
}

describe('a broken file is refused with line and reason', () => {
  it.each([
    [/^title:.*\n/m, '', '1: title is missing'],
    [/^id:.*/m, 'id: 5d6eea2e', '1: id must be a UUID'],
    [/^id:.*/m, 'id: "{5d6eea2e45044330aaed38817ea1853b}"', '1: id must be a UUID'],
    [/^title:.*/m, 'title: [a]', '3: title must be text'],
    [/^priority:.*/m, 'priority: High', '5: priority must be one of low, medium, high, critical'],
    [/^status:.*/m, 'status:', '6: status must be one of todo, doing, review, blocked, done'],
    [/^tags:.*/m, 'tags: null', '7: tags must be a list'],
    [/^tags:.*/m, "tags: ''", '7: tags must be a list'],
    [/^tags:.*/m, 'tags: a, b', '7: tags must be a list'],
    [/^tags:.*/m, 'tags:\n- a\n- b: c', '9: a tag must be text'],
    [/^created_at:.*/m, 'created_at: null', '8: created_at must be a time such as 2025-07-28T15:00:00Z'],
    [
      /^created_at:.*/m,
      'created_at: 2025-02-29T00:00:00Z',
      '8: created_at must be a time such as 2025-07-28T15:00:00Z',
    ],
    [/^created_at:.*/m, 'created_at: 2025-13-01T00:00:00Z', '8: created_at must be a time'],
    [/^created_at:.*/m, 'created_at: 2025-01-01T24:00:00Z', '8: created_at must be a time'],
    [/^created_at:.*/m, 'created_at: 2025-01-01T00:00:00+00:60', '8: created_at must be a time'],
    [/^started_at:.*/m, 'started_at: 2025-07-28', '9: started_at must be a time such as 2025-07-28T15:00:00Z'],
    [/^assignee:.*/m, 'assignee: {name: x}', '11: assignee must be text'],
    [/^tasks:/m, 'tasks: x', '13: a key must stand on one line, followed by ": "'],
    [/^metadata:.*/m, 'metadata: null', '18: metadata must be a mapping of keys to values'],
    [/^metadata:.*/m, 'metadata:\n- a', '18: metadata must be a mapping of keys to values'],
    [/^metadata:.*/m, 'metadata:\n  {a: 1,\n  [b]: 2}', '20: a key must be text'],
    [/^metadata:.*/m, 'metadata:\n  a: *nowhere', '19: an alias names an anchor that does not exist'],
    ['completed: false', 'completed: "false"', "15: a task's completed must be true or false"],
    ['completed: false', 'done: false', "13: a task's completed is missing"],
    [/^- id:.*/m, '- id: x', "13: a task's id must be a UUID"],
    [/^metadata:/m, '- just text\nmetadata:', '18: a task must be a mapping of keys to values'],
    [/^status:.*/m, 'status: todo\nslug: again', '7: the key slug occurs twice'],
    [/^metadata:.*/m, 'metadata:\n  a: 1\n  a: 2', '20: the key a occurs twice'],
    [/^title:.*/m, 'title: fix: login', '3: a text that holds ": " must be quoted, or the indentation is wrong'],
    [/^title:.*/m, '\ttitle: x', '3: tabs are not allowed as indentation'],
    [/^title:.*/m, 'title: "x', '19: missing closing "quote'],
    [/^title:.*/m, '<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> other', '3: unresolved merge conflict'],
    [/$/, '\n---\nid: x\n', '20: the file holds more than one document'],
  ])('%s -> %j', (from, to, expected) => {
    const text = failureWith(from, to);
    expect(text).not.toBe('no failure');
    expect(text.slice(0, expected.length)).toBe(expected);
  });

  it.each(['', '\n\n', '# only a comment\n', '\ufeff', '---\n'])('an empty file: %j', (text) => {
    expect(failure(text)).toBe('1: the file is empty');
  });

  it.each(['just text', '- a\n- b', '"x"'])('a file that holds no mapping: %j', (text) => {
    expect(failure(text)).toBe('1: a ticket must be a mapping of keys to values');
  });

  it('a file that is cut off', () => {
    expect(failure(canonical.slice(0, 120))).toMatch(/^\d+: /);
    expect(failure('id: 5d6eea2e-4504-4330-aaed-38817ea1853b\nslug: x\n')).toBe('1: title is missing');
  });

  it('counts lines with Windows line ends', () => {
    expect(failure(canonical.replace(/^tags:.*/m, 'tags: null').replaceAll('\n', '\r\n'))).toBe(
      '7: tags must be a list',
    );
  });

  it('an alias that holds itself, a flood of aliases, and values nested without end', () => {
    expect(failureWith('metadata: {}', 'metadata:\n  a: &a [*a]')).toBe('19: the values are nested too deeply');
    const levels = Array.from(
      { length: 9 },
      (_, n) => `  l${n + 1}: &l${n + 1} [${Array(9).fill(`*l${n}`).join(', ')}]`,
    );
    expect(failureWith('metadata: {}', `metadata:\n  l0: &l0 x\n${levels.join('\n')}`)).toMatch(
      /there are too many aliases$/,
    );
    expect(failureWith('metadata: {}', `metadata: {a: ${'['.repeat(126)}${']'.repeat(126)}}`)).toBe('no failure');
    expect(failureWith('metadata: {}', `metadata: {a: ${'['.repeat(127)}${']'.repeat(127)}}`)).toBe(
      '18: the values are nested too deeply',
    );
    expect(failure(`a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`)).toBe('1: the values are nested too deeply');
    expect(failure('- '.repeat(20_000))).toBe('1: the values are nested too deeply');
    expect(failure('['.repeat(20_000))).toMatch(/^1: /);
  });

  it('is never overwritten', () => {
    expect(() => patchTicket('id: x', plainTicket)).toThrow(TicketFormatError);
  });
});
