import { TicketreeError } from './errors.js';
import type { TicketGraph } from './ticketGraph.js';
import { ticketTypes, type TicketType } from './ticketMetadata.js';
import { ticketNamer } from './ticketNames.js';
import type { TicketRow } from './ticketRow.js';

/**
 * What a ticket of each type may be part of: the one table of the hierarchy. Any ticket may also stand alone.
 *
 *     epic > story > task, bug > sub-task
 *
 * A step may be left out, but not turned round, and nothing is part of its own kind.
 */
const parentTypes: Record<TicketType, readonly TicketType[]> = {
  epic: [],
  story: ['epic'],
  task: ['epic', 'story'],
  bug: ['epic', 'story'],
  'sub-task': ['story', 'task', 'bug'],
};

/** A ticket as far as the table cares; one that is about to be made has no row yet. */
type Typed = Pick<TicketRow, 'id' | 'title' | 'type'>;

/**
 * Whether a ticket may become part of another.
 * @throws TicketreeError `cycle` with the circle spelled out, or `invalid_parent` with what may be
 */
export function checkParent(child: Typed, parent: TicketRow, graph: TicketGraph): void {
  // A parent waits for its parts, so the circle is closed by whatever way leads from the part to the parent.
  refuseCycle(parent, child, graph);
  checkPair(child.type, child, parent.type, parent, graph);
}

/**
 * Whether a ticket may get another type, as its parent and its parts are.
 * @throws TicketreeError `invalid_parent`
 */
export function checkType(row: TicketRow, type: TicketType, graph: TicketGraph): void {
  const parent = row.parent === null ? undefined : graph.get(row.parent);
  if (parent) checkPair(type, row, parent.type, parent, graph);
  for (const child of graph.children(row.id)) checkPair(child.type, child, type, row, graph);
}

/**
 * Refuses that one ticket shall wait for another which, by any way, waits for it.
 * @throws TicketreeError `cycle`
 */
export function refuseCycle(waiting: Typed, awaited: Typed, graph: TicketGraph): void {
  const path = waiting.id === awaited.id ? [awaited.id] : graph.waitingPath(awaited.id, waiting.id);
  if (path === null) return;
  const nameOf = ticketNamer(graph.ids);
  const circle = [waiting, ...path.map((id) => graph.get(id) ?? { id, title: '' })];
  throw new TicketreeError(
    'cycle',
    `These would wait for each other: ${spellCircle(circle.map(nameOf))}.`,
    'Take away one of these relations first, with `ticketree unlink`.',
  );
}

/** A long circle by its beginning and its end. */
function spellCircle(names: readonly string[]): string {
  const shown = names.length > 8 ? [...names.slice(0, 4), '…', ...names.slice(-3)] : names;
  return shown.join(' -> ');
}

function checkPair(type: TicketType, child: Typed, parentType: TicketType, parent: Typed, graph: TicketGraph): void {
  if (parentTypes[type].includes(parentType)) return;
  const nameOf = ticketNamer(graph.ids);
  throw new TicketreeError(
    'invalid_parent',
    `${nameOf(child)} (${type}) cannot be part of ${nameOf(parent)} (${parentType}): ${ruleOfChild(type)}.`,
    `${ruleOfParent(parentType)}. Choose another ticket, or change a type with \`ticketree edit --type\`.`,
  );
}

function ruleOfChild(type: TicketType): string {
  const parents = parentTypes[type].map(article);
  return parents.length === 0
    ? `${article(type)} is part of nothing`
    : `${article(type)} can be part of ${parents.join(' or ')}`;
}

function ruleOfParent(type: TicketType): string {
  const parts = ticketTypes.filter((each) => parentTypes[each].includes(type)).map(article);
  return parts.length === 0
    ? `Nothing can be part of ${article(type)}`
    : `Part of ${article(type)} can be ${parts.join(' or ')}`;
}

function article(type: TicketType): string {
  return `${type === 'epic' ? 'an' : 'a'} ${type}`;
}
