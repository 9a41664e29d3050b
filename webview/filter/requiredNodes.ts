import type { QueryNode } from '../../src/query/ast.js';

/** What every match must fulfil: the parts of a query that stand side by side, however they are put in parentheses. */
export function requiredNodes(root: QueryNode | null): readonly QueryNode[] {
  if (root === null) return [];
  return root.kind === 'and' ? root.children.flatMap(requiredNodes) : [root];
}
