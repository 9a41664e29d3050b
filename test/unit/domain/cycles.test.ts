import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCycle, findPath } from '../../../src/domain/cycles.js';

type Edge = readonly [string, string];

const edgesOf = (edges: readonly Edge[]) => (node: string) =>
  edges.filter(([from]) => from === node).map(([, to]) => to);
const nodes = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const graphs = fc.array(fc.tuple(fc.constantFrom(...nodes), fc.constantFrom(...nodes)), { maxLength: 14 });

function isWay(way: readonly string[], edges: readonly Edge[]): boolean {
  return way.slice(1).every((node, index) => edges.some(([from, to]) => from === way[index] && to === node));
}

describe('a path', () => {
  it('is the shortest, both ends included', () => {
    const edges = edgesOf([
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
      ['a', 'c'],
    ]);
    expect(findPath('a', 'd', edges)).toEqual(['a', 'c', 'd']);
    expect(findPath('a', 'a', edges)).toEqual(['a']);
    expect(findPath('d', 'a', edges)).toBeNull();
  });

  it('exists exactly where the nodes are connected', () => {
    fc.assert(
      fc.property(graphs, (edges) => {
        const reached = new Set(['a']);
        for (const node of reached) for (const next of edgesOf(edges)(node)) reached.add(next);
        for (const node of nodes) {
          const path = findPath('a', node, edgesOf(edges));
          expect(path !== null).toBe(reached.has(node));
          if (path) expect([path[0], path.at(-1), isWay(path, edges)]).toEqual(['a', node, true]);
        }
      }),
    );
  });
});

describe('a cycle', () => {
  it('is found exactly where some node reaches itself, and is one', () => {
    fc.assert(
      fc.property(graphs, (edges) => {
        const cycle = findCycle(nodes, edgesOf(edges));
        const closes = edges.some(([from, to]) => findPath(to, from, edgesOf(edges)) !== null);
        expect(cycle !== null).toBe(closes);
        if (!cycle) return;
        expect(cycle.length).toBeGreaterThan(1);
        expect(cycle[0]).toBe(cycle.at(-1));
        expect(new Set(cycle).size).toBe(cycle.length - 1);
        expect(isWay(cycle, edges)).toBe(true);
      }),
    );
  });

  it('is found at the end of a chain of 100,000, which no recursion would survive', () => {
    const last = 100_000;
    const chain = (node: string) => [String(Number(node) === last ? 1 : Number(node) + 1)];
    expect(findCycle(['0'], chain)).toHaveLength(last + 1);
    expect(findPath('0', String(last), chain)).toHaveLength(last + 1);
  });
});
