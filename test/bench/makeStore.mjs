import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../harness/paths.mjs';

const statuses = ['todo', 'doing', 'blocked', 'review', 'done'];

/** @typedef {(n: number) => string} StatusOf the status of the nth ticket */

/** As many in each status. */
const evenly = (/** @type {number} */ n) => statuses[n % statuses.length] ?? 'todo';
const priorities = ['low', 'medium', 'high', 'critical'];
const realTickets = path.join(root, 'test', 'fixtures', 'vibe-ticket-store', '.vibe-ticket', 'tickets');

/**
 * Writes a store of that many tickets, made from those that vibe-ticket itself wrote. They are written as files and not
 * through our own code, so that what is measured does not depend on what is measured.
 * @param {string} [folder] where the project is to be, instead of in a temporary folder
 * @returns {string} the project folder; the caller removes it
 */
export function makeStore(/** @type {number} */ size, /** @type {StatusOf} */ statusOf = evenly, folder) {
  const project = folder ?? mkdtempSync(path.join(os.tmpdir(), 'ticketree-bench-'));
  const tickets = path.join(project, '.vibe-ticket', 'tickets');
  mkdirSync(tickets, { recursive: true });
  const real = readdirSync(realTickets).map((name) => readFileSync(path.join(realTickets, name), 'utf8'));
  for (let n = 0; n < size; n++) {
    writeFileSync(path.join(tickets, `${ticketId(n)}.yaml`), variation(real[n % real.length] ?? '', n, statusOf(n)));
  }
  return project;
}

/** Ids like real ones: random-looking from their first digit, and the same in every run. */
export function ticketId(/** @type {number} */ n) {
  return `${hex(n)}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** Another ticket in the same layout: its own ids, words and times, so that no two share more than real ones do. */
function variation(/** @type {string} */ text, /** @type {number} */ n, /** @type {string} */ status) {
  const created = /^created_at: (.*)$/m.exec(text)?.[1] ?? '';
  return text
    .replace(/^id: .*$/m, `id: ${ticketId(n)}`)
    .replace(/^(slug: .*)$/m, `$1-${n}`)
    .replace(/^(title: .*?)('?)$/m, `$1 ${n}$2`)
    .replace(/^priority: .*$/m, `priority: ${priorities[n % priorities.length]}`)
    .replace(/^status: .*$/m, `status: ${status}`)
    .replace(/^started_at: .*$/m, `started_at: ${status === 'todo' ? 'null' : created}`)
    .replace(/^closed_at: .*$/m, `closed_at: ${status === 'done' ? created : 'null'}`)
    .replace(/^assignee: .*$/m, `assignee: ${n % 4 === 0 ? 'null' : `person-${n % 12}`}`)
    .replace(/^- id: .{8}/gm, `- id: ${hex(n + 1)}`)
    .replace(/(?<=_at: )(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)/g, (time) => earlier(time, n * 977));
}

function hex(/** @type {number} */ n) {
  return ((n * 2654435761) % 4294967296).toString(16).padStart(8, '0');
}

function earlier(/** @type {string} */ time, /** @type {number} */ seconds) {
  return new Date(Date.parse(`${time}Z`) - seconds * 1000).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
}
