import type { BrokenFile } from '../domain/change.js';
import type { ParsedQuery, QueryNode, QueryProblem, Term } from './ast.js';
import type { Condition, QueryFacts, RowTest } from './condition.js';
import { findField } from './fields.js';
import { parseQuery, readTerm, termsOf } from './parseQuery.js';
import { invalidQuery } from './problems.js';
import { readSort, rowOrder, type RowOrder } from './sorting.js';

/** A query that can be run, as often as one likes. */
export interface CompiledQuery {
  /** The query at one moment for one person; made once for each run. */
  bind(facts: QueryFacts): BoundQuery;
  /** Whether a file that cannot be read is meant. Only what its name and fault can tell counts. */
  matchesBroken(file: BrokenFile): boolean;
  /**
   * Whether the query asks about something: a key, or a word of `is:`, `has:` or `no:`. `is:closed` and `closed:` ask
   * about `status` too. A list that hides what is done or archived does not when it is asked about.
   */
  mentions(subject: string): boolean;
  /** Whether {@link QueryFacts.me} is needed. */
  readonly usesMe: boolean;
  /** Whether {@link QueryFacts.updated} is needed. */
  readonly usesUpdated: boolean;
  /** Whether {@link QueryFacts.isReady} or {@link QueryFacts.isBlocked} is needed. */
  readonly needsGraph: boolean;
  /** The tickets that the query names, as they were typed. One that cannot be found matches nothing. */
  readonly references: readonly string[];
}

interface BoundQuery {
  readonly matches: RowTest;
  /** Null where the query names no order. */
  readonly compare: RowOrder | null;
}

/**
 * Makes a query ready to run. An empty one means every ticket.
 * @throws TicketreeError `invalid_query` for a query with problems, telling the first
 */
export function compileQuery(query: string | ParsedQuery): CompiledQuery {
  const parsed = typeof query === 'string' ? parseQuery(query) : query;
  const refuse = (problem: QueryProblem): never => {
    throw invalidQuery(parsed.text, problem);
  };
  if (parsed.problems[0]) refuse(parsed.problems[0]);
  const conditions = new Map(termsOf(parsed.root).map((term) => [term, readTerm(term, refuse)]));
  const plan = parsed.root && planOf(parsed.root, (term) => conditions.get(term) ?? []);
  const sorts = parsed.sorts.flatMap(({ values }) => values.map(readSort));
  const subjects = new Set(
    [...conditions].flatMap(([term, asked]) => [...subjectsOf(term), ...asked.flatMap((each) => each.subjects ?? [])]),
  );
  return {
    bind: (facts) => ({
      matches: plan ? plan.bind(facts) : () => true,
      compare: sorts.length === 0 ? null : rowOrder(sorts, facts),
    }),
    matchesBroken: (file) => !plan || plan.broken(file) === true,
    mentions: (subject) => subjects.has(subject),
    usesMe: subjects.has('me'),
    usesUpdated: subjects.has('updated') || sorts.some(({ name }) => name === 'updated'),
    needsGraph: subjects.has('ready') || subjects.has('blocked'),
    references: [...conditions.values()].flat().flatMap(({ reference }) => reference ?? []),
  };
}

interface Plan {
  bind(facts: QueryFacts): RowTest;
  /** Null where nobody can know, which stays unknown when it is negated. */
  broken(file: BrokenFile): boolean | null;
}

function planOf(node: QueryNode, conditionsOf: (term: Term) => readonly Condition[]): Plan {
  switch (node.kind) {
    case 'term':
      return combine('or', conditionsOf(node).map(planOfCondition));
    case 'not':
      return negate(planOf(node.child, conditionsOf));
    case 'and':
    case 'or':
      return combine(
        node.kind,
        node.children.map((child) => planOf(child, conditionsOf)),
      );
  }
}

function planOfCondition({ bind, broken }: Condition): Plan {
  return { bind, broken: (file) => broken?.(file) ?? null };
}

function combine(kind: 'and' | 'or', plans: readonly Plan[]): Plan {
  const [only, ...others] = plans;
  if (only && others.length === 0) return only;
  /** The answer that settles it, whatever the others are. */
  const decisive = kind === 'or';
  return {
    bind: (facts) => {
      const tests = plans.map((plan) => plan.bind(facts));
      return kind === 'or' ? (row) => tests.some((test) => test(row)) : (row) => tests.every((test) => test(row));
    },
    broken: (file) => {
      const answers = plans.map((plan) => plan.broken(file));
      if (answers.includes(decisive)) return decisive;
      return answers.includes(null) ? null : !decisive;
    },
  };
}

function negate(plan: Plan): Plan {
  return {
    bind: (facts) => {
      const test = plan.bind(facts);
      return (row) => !test(row);
    },
    broken: (file) => {
      const answer = plan.broken(file);
      return answer === null ? null : !answer;
    },
  };
}

function subjectsOf({ key }: Term): readonly string[] {
  const field = key === null ? undefined : findField(key.text);
  return field ? [field.key, ...(field.subjects ?? [])] : [];
}
