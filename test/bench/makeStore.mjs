import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const statuses = ['todo', 'doing', 'blocked', 'review', 'done'];
const priorities = ['low', 'medium', 'high', 'critical'];

/**
 * Writes a store of that many tickets, as files and not through our own code, so that what is measured does not
 * depend on what is measured.
 * @returns {string} the temporary project folder; the caller removes it
 */
export function makeStore(/** @type {number} */ size) {
  const project = mkdtempSync(path.join(os.tmpdir(), 'ticketree-bench-'));
  const tickets = path.join(project, '.vibe-ticket', 'tickets');
  mkdirSync(tickets, { recursive: true });
  for (let n = 0; n < size; n++) {
    writeFileSync(path.join(tickets, `${ticketId(n)}.yaml`), ticketYaml(n));
  }
  return project;
}

/** Ids like real ones: random-looking from their first digit, and the same in every run. */
function ticketId(/** @type {number} */ n) {
  const hex = ((n * 2654435761) % 4294967296).toString(16).padStart(8, '0');
  return `${hex}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

function ticketYaml(/** @type {number} */ n) {
  const status = statuses[n % statuses.length];
  const created = new Date(Date.UTC(2025, 0, 1) + n * 3_600_000).toISOString();
  return [
    `id: ${ticketId(n)}`,
    `slug: ticket-${n}`,
    `title: Ticket number ${n} about something worth doing`,
    `description: |-`,
    `  A few words on what is wrong with part ${n}.`,
    ``,
    `  And what should be so instead, in a second paragraph.`,
    `priority: ${priorities[n % priorities.length]}`,
    `status: ${status}`,
    `tags:`,
    `- area-${n % 7}`,
    `- size-${n % 3}`,
    `created_at: ${created}`,
    `started_at: ${status === 'todo' ? 'null' : created}`,
    `closed_at: ${status === 'done' ? created : 'null'}`,
    `assignee: ${n % 4 === 0 ? 'null' : `person-${n % 4}`}`,
    `tasks: []`,
    `metadata: {}`,
    ``,
  ].join('\n');
}
