import { describe, expect, it } from 'vitest';
import { formatTasks, numbered } from '../../../src/cli/itemLines.js';
import { formatTicket } from '../../../src/cli/ticketDetails.js';
import type { Surroundings } from '../../../src/cli/ticketFacts.js';
import { formatTicketMarkdown } from '../../../src/cli/ticketMarkdown.js';
import { idOf, noon, ticketWith } from '../domain/tickets.js';
import { full } from './fullTicket.js';
import { pipeLook, terminalLook } from './looks.js';

const around: Surroundings = { shortId: (id) => id.slice(0, 4), now: noon };
const { time } = pipeLook;

/** A ticket that has something in everything that is ours. */
const rich = ticketWith({
  ...full,
  metadata: {
    type: 'bug',
    parent: idOf(0xabc),
    depends_on: [idOf(1), idOf(2)],
    due: '2026-04-01',
    estimate: 90,
    fields: { points: 5, team: 'core', 'on call': true },
    claim: { who: 'ana', session: 'desk', at: '2026-03-01T11:00:00Z', until: '2026-03-01T12:30:00Z' },
    acceptance_criteria: [
      { id: idOf(3), text: 'No token is logged', done: true },
      { id: idOf(4), text: 'Works offline', done: false },
    ],
    comments: [{ id: idOf(5), author: 'bo', at: '2026-03-02T10:00:00Z', text: 'Two\nlines' }],
    close_message: 'Refreshed ahead of time',
    archived: true,
    archived_at: '2026-03-04T00:00:00+00:00',
  },
});

describe('a ticket in full', () => {
  it('shows every field that has something', () => {
    expect(formatTicket(full, around, pipeLook).split('\n')).toEqual([
      'Fix login',
      '',
      'status:   done',
      'priority: critical',
      'assignee: ana',
      'tags:     bug, ui',
      'slug:     202603011200-fix-login',
      `id:       ${idOf(10)}`,
      `created:  ${time('2026-03-01T12:00:00Z')}`,
      `started:  ${time('2026-03-02T00:00:00Z')}`,
      `closed:   ${time('2026-03-03T00:00:00Z')}`,
      '',
      'First.',
      'Second.',
      '',
      'Tasks (1/2)',
      '  1. [x] Task 1',
      '  2. [ ] Task 2',
    ]);
  });

  it('shows what vibe-ticket does not know, too', () => {
    const shown = formatTicket(rich, around, pipeLook);
    for (const line of [
      'type:       bug',
      `claimed:    by ana until ${time('2026-03-01T12:30:00Z')} (session desk)`,
      'due:        2026-04-01',
      'estimate:   1h30m',
      `part of:    #${idOf(0xabc).slice(0, 4)}`,
      `depends on: #${idOf(1).slice(0, 4)}, #${idOf(2).slice(0, 4)}`,
      'points:     5',
      'team:       core',
      'on call:    true',
      'archived:   yes',
      'outcome:    Refreshed ahead of time',
      'Acceptance criteria (1/2)',
      '  2. [ ] Works offline',
      'Comments (1)',
      `1. bo, ${time('2026-03-02T10:00:00Z')}`,
      'Two',
    ]) {
      expect(shown.split('\n')).toContain(line);
    }
  });

  it('shows no claim that has run out', () => {
    expect(formatTicket(rich, { ...around, now: new Date('2026-03-01T12:31:00Z') }, pipeLook)).not.toContain('claimed');
  });

  it('shows no field that has nothing', () => {
    const shown = formatTicket(ticketWith(), around, pipeLook);
    expect(shown).not.toMatch(/assignee|tags|started|closed|Tasks|type|due|part of|depends|archived|Comments/);
    expect(shown.split('\n')).toHaveLength(7);
  });

  it('has an emoji and colours on a terminal', () => {
    expect(formatTicket(full, around, terminalLook())).toContain('✅ \u001b[1mFix login');
  });

  it('as Markdown has a heading, bullets and boxes', () => {
    expect(formatTicketMarkdown(full, around, pipeLook).split('\n')).toEqual([
      '# Fix login',
      '',
      '- **Status**: done',
      '- **Priority**: critical',
      '- **Assignee**: ana',
      '- **Tags**: bug, ui',
      '- **Slug**: 202603011200-fix-login',
      `- **Id**: ${idOf(10)}`,
      `- **Created**: ${time('2026-03-01T12:00:00Z')}`,
      `- **Started**: ${time('2026-03-02T00:00:00Z')}`,
      `- **Closed**: ${time('2026-03-03T00:00:00Z')}`,
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
    const shown = formatTicketMarkdown(rich, around, pipeLook);
    expect(shown).toContain('## Acceptance criteria\n\n- [x] No token is logged\n- [ ] Works offline\n');
    expect(shown).toContain(`## Comments\n\n**bo**, ${time('2026-03-02T10:00:00Z')}\n\nTwo\nlines`);
  });
});

it('tasks have the numbers by which people name them', () => {
  expect(numbered(full.tasks).map(({ index, title }) => [index, title])).toEqual([
    [1, 'Task 1'],
    [2, 'Task 2'],
  ]);
  expect(formatTasks(numbered(full.tasks).slice(1))).toBe('  2. [ ] Task 2');
});
