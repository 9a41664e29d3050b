/**
 * Ways through a graph whose nodes are named by text. No recursion: a chain of thousands of tickets must not overflow
 * the stack. Each edge is followed once.
 */
type Edges = (node: string) => Iterable<string>;

/** A shortest way from one node to another, both included; null when there is none. */
export function findPath(from: string, to: string, edges: Edges): string[] | null {
  const cameFrom = new Map<string, string | null>([[from, null]]);
  // A map is walked in the order of insertion, also what is added on the way: it is the queue.
  for (const node of cameFrom.keys()) {
    if (node === to) return wayBack(to, cameFrom);
    for (const next of edges(node)) {
      if (!cameFrom.has(next)) cameFrom.set(next, node);
    }
  }
  return null;
}

/** A cycle among the nodes, its first node also its last; null when there is none. */
export function findCycle(nodes: Iterable<string>, edges: Edges): string[] | null {
  const left = new Set<string>();
  for (const node of nodes) {
    const cycle = left.has(node) ? null : cycleFrom(node, edges, left);
    if (cycle) return cycle;
  }
  return null;
}

/** @param left nodes that have been searched to the end; grows */
function cycleFrom(start: string, edges: Edges, left: Set<string>): string[] | null {
  const enter = (node: string): { node: string; rest: Iterator<string> } => {
    return { node, rest: edges(node)[Symbol.iterator]() };
  };
  const way = [enter(start)];
  const onWay = new Set([start]);
  for (let last = way.at(-1); last; last = way.at(-1)) {
    const step = last.rest.next();
    if (step.done === true) {
      left.add(last.node);
      onWay.delete(last.node);
      way.pop();
    } else if (onWay.has(step.value)) {
      const nodes = [...onWay];
      return [...nodes.slice(nodes.indexOf(step.value)), step.value];
    } else if (!left.has(step.value)) {
      way.push(enter(step.value));
      onWay.add(step.value);
    }
  }
  return null;
}

function wayBack(to: string, cameFrom: ReadonlyMap<string, string | null>): string[] {
  const path: string[] = [];
  for (let node: string | null = to; node !== null; node = cameFrom.get(node) ?? null) path.push(node);
  return path.reverse();
}
