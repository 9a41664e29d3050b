import { TicketreeError } from './errors.js';
import type { RelationChange } from './relations.js';
import type { TicketGraph } from './ticketGraph.js';
import { joinNames, ticketNamer } from './ticketNames.js';
import { isOpen, type TicketRow } from './ticketRow.js';

/** What is about to happen to tickets on which others may hang. */
export type RemovalKind = 'delete' | 'archive' | 'close';

/** What to do about those others: `--children refuse|cascade|detach`. */
export const childrenPolicies = ['refuse', 'cascade', 'detach'] as const;
export type ChildrenPolicy = (typeof childrenPolicies)[number];

interface Rule {
  /** Whether a part of the ticket is in the way. */
  readonly hinders: (child: TicketRow) => boolean;
  /** Whether a cascade takes it along. */
  readonly follows: (child: TicketRow) => boolean;
  /** Whether tickets that depend on it are in the way. */
  readonly dependentsHinder: boolean;
}

/**
 * Who hangs on a ticket. After a deletion every name of it would dangle. To close or archive a ticket whose parts are
 * open would hide work; those that depend on it are free then, which is what they wait for.
 *
 *     kind     in the way                       a cascade takes along
 *     delete   all parts and all dependents     all parts; dependents only lose the dependency
 *     archive  open parts                       parts that are not archived
 *     close    open parts                       open parts
 */
const rules: Record<RemovalKind, Rule> = {
  delete: { hinders: () => true, follows: () => true, dependentsHinder: true },
  archive: { hinders: isOpen, follows: (child) => !child.archived, dependentsHinder: false },
  close: { hinders: isOpen, follows: isOpen, dependentsHinder: false },
};

/** What an operation does beside what was asked for, all in one go. */
export interface RemovalPlan {
  /** Ids of tickets that share the fate of those named, parents before their parts. */
  readonly also: readonly string[];
  /** Relations that others lose. */
  readonly detach: readonly RelationChange[];
}

/**
 * What becomes of the tickets that hang on some that are deleted, archived or closed. Those named together are no
 * hindrance to each other.
 * @throws TicketreeError `has_dependents` by the policy `refuse`
 */
export function planRemoval(
  ids: readonly string[],
  kind: RemovalKind,
  policy: ChildrenPolicy,
  graph: TicketGraph,
): RemovalPlan {
  const rule = rules[kind];
  const removed = policy === 'cascade' ? withParts(ids, rule, graph) : new Set(ids);
  const parts = neighbours(removed, (id) => graph.children(id).filter(rule.hinders));
  const dependents = rule.dependentsHinder ? neighbours(removed, (id) => graph.dependents(id)) : new Set<TicketRow>();
  const others = [...new Set([...parts, ...dependents])];
  if (policy === 'refuse' && others.length > 0) throw hasDependents(kind, others, graph);
  return {
    also: [...removed].slice(new Set(ids).size),
    detach: others.map((row) => ({
      id: row.id,
      parent: parts.has(row) ? row.parent : null,
      depends_on: rule.dependentsHinder ? row.depends_on.filter((id) => removed.has(id)) : [],
    })),
  };
}

/** The tickets with all the parts that a cascade takes along. A set is walked in order, also what is added meanwhile. */
function withParts(ids: readonly string[], rule: Rule, graph: TicketGraph): ReadonlySet<string> {
  const all = new Set(ids);
  for (const id of all) {
    for (const child of graph.children(id)) {
      if (rule.follows(child)) all.add(child.id);
    }
  }
  return all;
}

/** Those beside the removed ones that hang on one of them. */
function neighbours(removed: ReadonlySet<string>, of: (id: string) => readonly TicketRow[]): ReadonlySet<TicketRow> {
  return new Set([...removed].flatMap((id) => of(id)).filter(({ id }) => !removed.has(id)));
}

function hasDependents(kind: RemovalKind, others: readonly TicketRow[], graph: TicketGraph): TicketreeError {
  const names = joinNames(others.map(ticketNamer(graph.ids)));
  const who = others.length === 1 ? '1 ticket hangs' : `${others.length} tickets hang`;
  return new TicketreeError(
    'has_dependents',
    `Cannot ${kind}: ${who} on what was named: ${names}.`,
    `Say --children cascade to ${kind} the parts too, --children detach to let all stand alone, or see to them first (--children refuse, the default).`,
  );
}
