import { describe, expect, it } from 'vitest';
import { parseAssignee, parsePriority, parseStatus, parseTags } from '../../../src/cli/words.js';
import { failureOf } from '../domain/failures.js';

describe('words of the command line', () => {
  it.each([
    ['todo', 'todo'],
    ['doing', 'doing'],
    ['in-progress', 'doing'],
    ['WIP', 'doing'],
    ['review', 'review'],
    ['reviewing', 'review'],
    ['blocked', 'blocked'],
    [' Done ', 'done'],
    ['completed', 'done'],
    ['closed', 'done'],
  ])('%j is the status %s', (word, status) => {
    expect(parseStatus(word)).toBe(status);
  });

  it.each([
    ['low', 'low'],
    ['L', 'low'],
    ['medium', 'medium'],
    ['med', 'medium'],
    ['m', 'medium'],
    ['normal', 'medium'],
    ['high', 'high'],
    ['h', 'high'],
    ['critical', 'critical'],
    ['crit', 'critical'],
    ['c', 'critical'],
    ['Urgent', 'critical'],
  ])('%j is the priority %s', (word, priority) => {
    expect(parsePriority(word)).toBe(priority);
  });

  it.each(['', 'open', 'constructor', '__proto__', 'toString', 'high'])('%j is no status', (word) => {
    const { hint } = failureOf(() => parseStatus(word), 'invalid_value');
    expect(hint).toContain('todo, doing, review, blocked, done');
  });

  it.each(['', 'hi', 'constructor', 'todo'])('%j is no priority', (word) => {
    expect(failureOf(() => parsePriority(word), 'invalid_value').hint).toContain('low, medium, high, critical');
  });

  it.each([
    ['bug,ui', ['bug', 'ui']],
    [' a , b b ,, ', ['a', 'b b']],
    ['', []],
    [',', []],
  ])('tags %j are %j', (text, tags) => {
    expect(parseTags(text)).toEqual(tags);
  });

  it.each([
    ['ana', 'ana'],
    [' Ana B ', 'Ana B'],
    ['unassigned', null],
    ['', null],
    ['  ', null],
  ])('the assignee %j is %j', (text, assignee) => {
    expect(parseAssignee(text)).toBe(assignee);
  });
});
