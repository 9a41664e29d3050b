import { describe, expect, it } from 'vitest';
import { formatTasks, numberTasks } from '../../../src/cli/taskLines.js';
import { makePaint } from '../../../src/cli/terminalText.js';
import { formatTicket } from '../../../src/cli/ticketDetails.js';
import { formatTicketMarkdown } from '../../../src/cli/ticketMarkdown.js';
import { idOf, ticketWith } from '../domain/tickets.js';
import { full } from './fullTicket.js';

const noPaint = makePaint(false);

describe('a ticket in full', () => {
  it('shows every field that has something', () => {
    expect(formatTicket(full, 'a000', noPaint).split('\n')).toEqual([
      '#a000  Fix login',
      '',
      'status:    done',
      'priority:  critical',
      'assignee:  ana',
      'tags:      bug, ui',
      'slug:      202603011200-fix-login',
      `id:        ${idOf(10)}`,
      'created:   2026-03-01T12:00:00Z',
      'started:   2026-03-02T00:00:00Z',
      'closed:    2026-03-03T00:00:00Z',
      '',
      'First.',
      'Second.',
      '',
      'Tasks (1/2)',
      '  1. [x] Task 1',
      '  2. [ ] Task 2',
    ]);
  });

  it('shows no field that has nothing', () => {
    expect(formatTicket(ticketWith(), 'a000', noPaint)).not.toMatch(/assignee|tags|started|closed|Tasks/);
  });

  it('as Markdown has a heading, bullets and boxes', () => {
    expect(formatTicketMarkdown(full).split('\n')).toEqual([
      '# Fix login',
      '',
      '- **Status**: done',
      '- **Priority**: critical',
      '- **Assignee**: ana',
      '- **Tags**: bug, ui',
      `- **Id**: ${idOf(10)}`,
      '- **Created**: 2026-03-01T12:00:00Z',
      '',
      '## Description',
      '',
      'First.',
      'Second.',
      '',
      '## Tasks',
      '',
      '- [x] Task 1',
      '- [ ] Task 2',
    ]);
  });
});

it('tasks have the numbers by which people name them', () => {
  expect(numberTasks(full).map(({ index, title }) => [index, title])).toEqual([
    [1, 'Task 1'],
    [2, 'Task 2'],
  ]);
  expect(formatTasks(numberTasks(full).slice(1))).toBe('  2. [ ] Task 2');
});
